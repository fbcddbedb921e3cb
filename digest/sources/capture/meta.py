"""Reads a line of facts about a post: `May 17, 2026 · 19 min · 1,937 words · Jane Doe`.

The facts may stand in any order, behind labels, and between any separators or none. A line is only
read as facts when all of it is understood, except for parts that may be an author's name.
"""

import re
import unicodedata
from collections.abc import Iterator

from digest.core.dates import NumericOrder
from digest.core.month_names import fold
from digest.core.quick import dataclass
from digest.sources.capture.facts import HASHTAG, Fact, FactKind, read_fact
from digest.sources.capture.labels import TAGGED

HARD: frozenset[FactKind] = frozenset(["published", "updated", "stamp", "minutes", "words"])
MAX_LINE = 400
MAX_PIECES = 12
MAX_WORDS = 16

SEPARATOR = re.compile(r"\s*[·•‧∙⋅⸱●◦|｜]\s*|\s+(?:[-–—―/・~→»>]|//|::)\s+|\t+")
INVISIBLE = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufe0f]")
BRACKET = re.compile(r"[()\[\]（）]")
COMMA = re.compile(r",\s+|[、，،]\s*")
EMPHASIS = re.compile(r"([*_]{1,3})(.+)\1")
FILED = re.compile(r"(?:posted in|filed under|tagged(?: with| as)?)\s+(.{1,80})", re.IGNORECASE)
LABELLED = re.compile(r"([^:：]{2,20}?)\s?[:：]\s*(.+)")


@dataclass(frozen=True, slots=True)
class Meta:
    """What one line says; `loose` facts are text that may be a name."""

    facts: tuple[Fact, ...]

    @property
    def shape(self) -> tuple[FactKind, ...]:
        """The kinds of its facts in their order: lines of one page agree on it."""
        return tuple(fact.kind for fact in self.facts if fact.kind != "other")

    @property
    def certain(self) -> bool:
        """Whether it states facts and nothing else, so that no title reads like it."""
        return not {"loose", "author"}.intersection(self.shape)


def read_meta(text: str, order: NumericOrder | None) -> Meta | None:
    """The facts in one line, or None when it says something else as well."""
    if len(text) > MAX_LINE:
        return None
    if emphasis := EMPHASIS.fullmatch(text):
        text = emphasis[2]
    if tags := _tags(text):
        return Meta(tags)
    meta = Meta(tuple(_dated(fact for part in _parts(text) for fact in _part(part, order))))
    kinds = set(meta.shape)
    stated = HARD.intersection(kinds) or ("author" in kinds and "loose" not in kinds)
    return meta if stated and meta.shape.count("loose") <= 3 else None


def _parts(text: str) -> Iterator[str]:
    """The text between separators; pictograms separate as well."""
    plain = "".join("·" if unicodedata.category(c) == "So" else c for c in INVISIBLE.sub("", text))
    return (part for part in SEPARATOR.split(plain) if part)


def _part(text: str, order: NumericOrder | None) -> list[Fact]:
    """The facts of one part; what is not understood is one loose fact."""
    found = text.split()
    if len(found) <= MAX_WORDS and (facts := _facts(found, order)):
        return facts
    pieces = [piece.strip() for piece in BRACKET.split(text)]
    if len(pieces) > 1:
        return [fact for piece in pieces if piece for fact in _part(piece, order)]
    pieces = [piece for piece in COMMA.split(text) if piece]
    facts = _listed(pieces, order) if len(pieces) <= MAX_PIECES else [Fact("loose", text)]
    return facts if len(facts) > 1 else _led_by_date(found, order) or facts


def _listed(pieces: list[str], order: NumericOrder | None) -> list[Fact]:
    """Facts between commas, of which dates have some themselves."""
    for end in range(len(pieces), 0, -1):
        found = ", ".join(pieces[:end]).split()
        if len(found) <= MAX_WORDS and (facts := _facts(found, order)):
            return facts + _listed(pieces[end:], order)
    rest = _listed(pieces[1:], order) if pieces else []
    if rest and rest[0].kind == "loose":
        return [Fact("loose", f"{pieces[0]}, {rest[0].value}"), *rest[1:]]
    return [Fact("loose", pieces[0]), *rest] if pieces else []


def _led_by_date(found: list[str], order: NumericOrder | None) -> list[Fact]:
    """`2026-02-14 Some text`."""
    for end in range(min(5, len(found) - 1), 0, -1):
        fact = read_fact(" ".join(found[:end]), order)
        if fact and fact.kind == "published":
            return [fact, Fact("loose", " ".join(found[end:]))]
    return []


def _facts(found: list[str], order: NumericOrder | None) -> list[Fact] | None:
    """Facts that follow each other without a separator, the longest first."""
    for end in range(len(found), 0, -1):
        if fact := read_fact(" ".join(found[:end]), order):
            rest = _facts(found[end:], order) if end < len(found) else []
            if rest is not None:
                return [fact, *rest]
    return None


def _tags(text: str) -> tuple[Fact, ...]:
    """`#llm #inference`, `Tags: llm, inference` as a line of its own."""
    hashtags = [HASHTAG.fullmatch(word) for word in text.split()]
    if all(hashtags):
        return tuple(Fact("tag", tag[1]) for tag in hashtags if tag)
    tags = re.split(r"\s*[,;、،|·•#]\s*", _listed_tags(text))
    return tuple(Fact("tag", tag) for tag in tags if tag)


def _listed_tags(text: str) -> str:
    """What stands behind `Tags:` or `Posted in`."""
    if filed := FILED.fullmatch(text):
        return filed[1]
    labelled = LABELLED.fullmatch(text)
    return labelled[2] if labelled and fold(labelled[1]) in TAGGED else ""


def _dated(facts: Iterator[Fact]) -> Iterator[Fact]:
    """Dates behind `Updated` are those of the last change."""
    updated = False
    for fact in facts:
        if fact.kind == "label":
            updated = fact.value == "updated"
        elif fact.kind == "published" and updated:
            updated = False
            yield Fact("updated", fact.value)
        else:
            yield fact
