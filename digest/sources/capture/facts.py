"""One fact about a post: a date, a reading time, a name; all of a text, or nothing."""

import re
from functools import lru_cache
from typing import Literal

from digest.core.dates import NumericOrder, read_date
from digest.core.figures import minutes, words
from digest.core.month_names import fold
from digest.core.quick import dataclass
from digest.core.when import When
from digest.sources.capture.labels import BY, PUBLISHED, UPDATED

FactKind = Literal[
    "published", "updated", "stamp", "minutes", "words", "author", "tag", "label", "other", "loose"
]

DIGIT = re.compile(r"\d")
AND = re.compile(r"\s*(?:[,&、，،]|\band\b|\bund\b|\bet\b)\s*")
HASHTAG = re.compile(r"#([^\W\d_][\w.+#-]*),?")
CLOCK = re.compile(
    r"(?:(?:at|um|a|as|a las|alle|kl\.?|в)\s)?\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?"
    r"(?:\s?(?:uhr|utc|gmt|[a-z]{3,4}))?"
)
AGO = re.compile(
    r"\d+\+? \w+ ago|(?:an?|one) \w+ ago|today|yesterday|last \w+|vor \w+ \w+|il y a \w+ \w+"
    r"|hace \w+ \w+|ha \w+ \w+|\d+ \w+ fa|\d+ \w+ geleden|\d+ \w+ назад|\d+ ?\w*[前전]"
)
COUNTED = re.compile(
    r"[\d.,]+ ?k? (?:comments?|views?|likes?|claps?|shares?|reactions?|replies|points|upvotes"
    r"|kommentare?|commentaires?|comentarios?|commenti|reacties|комментари\w+|yorum)"
    r"|(?:no|leave a) comments?|pinned|featured|new|draft|comments"
)
PARTICLES = frozenset(
    {"van", "von", "de", "der", "den", "da", "di", "del", "dos", "du", "la", "le", "el", "al"}
    | {"bin", "ter", "zu", "y"}
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing said about a post. A `stamp` is a date that cannot be told, such as `Feb 14`."""

    kind: FactKind
    value: When | int | str | None = None


@lru_cache(maxsize=8192)
def read_fact(text: str, order: NumericOrder | None) -> Fact | None:
    """The one fact that all of `text` states."""
    if not DIGIT.search(text):
        return _ago(text) or _label(text) or _author(text) or _tag(text) or _figure(text)
    if when := read_date(text, origin="capture", order=order):
        return Fact("published", when)
    return _figure(text) or _label(text) or _stamp(text) or _author(text) or _tag(text)


def _figure(text: str) -> Fact | None:
    if (number := minutes(text)) is not None:
        return Fact("minutes", number)
    number = words(text)
    return None if number is None else Fact("words", number)


def _label(text: str) -> Fact | None:
    """`Updated on`, and what a page may say that is of no use here."""
    folded = fold(text).rstrip(" :.")
    if folded in UPDATED:
        return Fact("label", "updated")
    if folded in PUBLISHED:
        return Fact("label", "published")
    return Fact("other") if CLOCK.fullmatch(folded) or COUNTED.fullmatch(folded) else None


def _stamp(text: str) -> Fact | None:
    """A date that cannot be told: one without a year, an ambiguous one, a relative one."""
    for whole in (f"{text} 2000", f"2000年{text}"):
        when = read_date(whole, origin="capture")
        if when and when.precision == "day":
            return Fact("stamp", text)
    dated = read_date(text, origin="capture", order="dmy")
    return Fact("stamp") if dated else _ago(text)


def _ago(text: str) -> Fact | None:
    return Fact("stamp") if AGO.fullmatch(fold(text)) else None


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


def is_name(text: str) -> bool:
    """Whether text may be the names of authors."""
    found = names(text)
    return bool(found) and len(text) <= 60 and all(_is_one_name(name) for name in found)


def names(text: str) -> tuple[str, ...]:
    """The single names in `Jane Doe and John Smith`."""
    return tuple(name for name in AND.split(text) if name)


def _is_one_name(text: str) -> bool:
    found = text.split()
    if len(found) > 4 or text[0].isdigit() or text[-1] in "?!:;…。":
        return False
    return len(found) == 1 or not any(word[0].islower() and word not in PARTICLES for word in found)
