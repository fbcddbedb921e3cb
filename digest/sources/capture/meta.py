"""Reads a line of facts about a post: `May 17, 2026 · 19 min · 1,937 words · Jane Doe`.

The facts may stand in any order, behind labels, and between any separators or none. A line is only
read as facts when all of it is understood, except for parts that may be an author's name.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from digest.core.dates import NumericOrder, read_date
from digest.core.model import When
from digest.core.month_names import fold
from digest.sources.capture.figures import minutes, words
from digest.sources.capture.phrases import BY, PUBLISHED, TAGGED, UPDATED

FactKind = Literal[
    "published", "updated", "stamp", "minutes", "words", "author", "tag", "label", "other", "loose"
]
HARD: frozenset[FactKind] = frozenset(["published", "updated", "stamp", "minutes", "words"])
MAX_LINE = 400
MAX_WORDS = 16

SEPARATOR = re.compile(r"\s*[·•‧∙⋅⸱●◦|｜]\s*|\s+(?:[-–—―/・~→»>]|//|::)\s+|\t+")
BRACKET = re.compile(r"[()\[\]（）]")
COMMA = re.compile(r"[,、，،]\s*")
AND = re.compile(r"\s*(?:[,&、，،]|\band\b|\bund\b|\bet\b)\s*")
LABELLED = re.compile(r"([^:：]{2,20}?)\s?[:：]\s*(.+)")
HASHTAG = re.compile(r"#([^\W\d_][\w.+#-]*),?")
CLOCK = re.compile(
    r"(?:(?:at|um|à|às|alle|kl\.?|в)\s)?\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?"
    r"(?:\s?(?:uhr|utc|gmt|[a-z]{3,4}))?"
)
AGO = re.compile(
    r"\d+\+? \w+ ago|(?:an?|one) \w+ ago|today|yesterday|last \w+|vor \w+ \w+|il y a \w+ \w+"
    r"|hace \w+ \w+|há \w+ \w+|\d+ \w+ fa|\d+ \w+ geleden|\d+ \w+ назад|\d+ ?\w*[前전]"
)
COUNTED = re.compile(
    r"[\d.,]+ ?k? (?:comments?|views?|likes?|claps?|shares?|reactions?|replies|points|upvotes"
    r"|kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties|комментари\w+|yorum)"
    r"|(?:no|leave a) comments?|pinned|featured|new|draft|comments"
)
PARTICLES = frozenset(
    "van von de der da di la le el al bin dos del den ter zu du and und et y".split()
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing said about a post. A `stamp` is a date that cannot be told, such as `Feb 14`."""

    kind: FactKind
    value: When | int | str | None = None


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
    if tags := _tags(text):
        return Meta(tags)
    meta = Meta(tuple(_dated(fact for part in _parts(text) for fact in _part(part, order))))
    kinds = set(meta.shape)
    stated = HARD.intersection(kinds) or ("author" in kinds and "loose" not in kinds)
    return meta if stated and meta.shape.count("loose") <= 3 else None


def is_name(text: str) -> bool:
    """Whether text may be the names of authors."""
    names = [name for name in AND.split(text) if name]
    return bool(names) and len(text) <= 60 and all(_one_name(name) for name in names)


def names(text: str) -> tuple[str, ...]:
    """The single names in `Jane Doe and John Smith`."""
    return tuple(name for name in AND.split(text) if name)


def _one_name(text: str) -> bool:
    found = text.split()
    if len(found) > 4 or text[0].isdigit() or text[-1] in "?!:;…。":
        return False
    return len(found) == 1 or not any(word[0].islower() and word not in PARTICLES for word in found)


def _parts(text: str) -> Iterator[str]:
    """The text between separators; pictograms separate as well."""
    plain = "".join("·" if unicodedata.category(c) == "So" else c for c in text)
    return (part for part in SEPARATOR.split(plain.replace("\ufe0f", "")) if part)


def _part(text: str, order: NumericOrder | None) -> list[Fact]:
    """The facts of one part; what is not understood is one loose fact."""
    found = text.split()
    if len(found) <= MAX_WORDS and (facts := _facts(found, order)):
        return facts
    pieces = [piece.strip() for piece in BRACKET.split(text)]
    if len(pieces) > 1:
        return [fact for piece in pieces if piece for fact in _part(piece, order)]
    facts = _listed([piece for piece in COMMA.split(text) if piece], order)
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
        if when := read_date(" ".join(found[:end]), origin="capture", order=order):
            return [Fact("published", when), Fact("loose", " ".join(found[end:]))]
    return []


def _facts(found: list[str], order: NumericOrder | None) -> list[Fact] | None:
    """Facts that follow each other without a separator, the longest first."""
    for end in range(len(found), 0, -1):
        if fact := _fact(" ".join(found[:end]), order):
            rest = _facts(found[end:], order) if end < len(found) else []
            if rest is not None:
                return [fact, *rest]
    return None


def _fact(text: str, order: NumericOrder | None) -> Fact | None:
    """The one fact that all of `text` states."""
    if when := read_date(text, origin="capture", order=order):
        return Fact("published", when)
    if (number := minutes(text)) is not None:
        return Fact("minutes", number)
    if (number := words(text)) is not None:
        return Fact("words", number)
    folded = fold(text).rstrip(" :.")
    if folded in UPDATED | PUBLISHED:
        return Fact("label", "updated" if folded in UPDATED else "published")
    if _is_stamp(text, folded):
        return Fact("stamp")
    if CLOCK.fullmatch(folded) or COUNTED.fullmatch(folded):
        return Fact("other")
    return _author(text) or _tag(text)


def _is_stamp(text: str, folded: str) -> bool:
    """Whether it is a date, though not one that can be told."""
    for whole in (f"{text} 2000", f"2000年{text}"):
        when = read_date(whole, origin="capture")
        if when and when.precision == "day":
            return True
    return bool(AGO.fullmatch(folded) or read_date(text, origin="capture", order="dmy"))


def _author(text: str) -> Fact | None:
    """`By Jane Doe`, `Author: Jane Doe`."""
    found = text.split()
    for end in range(min(2, len(found) - 1), 0, -1):
        name = " ".join(found[end:])
        if fold(" ".join(found[:end])).rstrip(" :") in BY and is_name(name):
            return Fact("author", name)
    return None


def _tag(text: str) -> Fact | None:
    """`#llm`, `in Inference`."""
    if hashtag := HASHTAG.fullmatch(text):
        return Fact("tag", hashtag[1])
    place, _, name = text.partition(" ")
    inside = fold(place) in {"in", "under"} and len(name.split()) <= 3 and is_name(name)
    return Fact("tag", name) if inside else None


def _tags(text: str) -> tuple[Fact, ...]:
    """`#llm #inference`, `Tags: llm, inference` as a line of its own."""
    hashtags = [HASHTAG.fullmatch(word) for word in text.split()]
    if all(hashtags):
        return tuple(Fact("tag", tag[1]) for tag in hashtags if tag)
    labelled = LABELLED.fullmatch(text)
    if not labelled or fold(labelled[1]) not in TAGGED:
        return ()
    tags = re.split(r"\s*[,;、،|·•#]\s*", labelled[2])
    return tuple(Fact("tag", tag) for tag in tags if tag)


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
