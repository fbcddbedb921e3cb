"""A post as one look at a page shows it."""

from collections.abc import Iterable, Mapping
from dataclasses import field, fields, replace
from datetime import tzinfo
from typing import Any

from digest.core.dates import NumericOrder, read_date
from digest.core.instants import read_instant
from digest.core.model import Image
from digest.core.quick import dataclass
from digest.core.text import one_line, title_line, unescape_again
from digest.core.urls import url_key
from digest.core.when import Origin, When

NOTHING = (None, "", ())
DATED_AT_MOST = 80  # characters


@dataclass(frozen=True, slots=True)
class Card:
    """Its fields mean what those of `Post` do; `by` names, per field, the look that found it."""

    title: str = ""
    url: str | None = None
    summary: str = ""
    truncated: bool = False
    published: When | None = None
    updated: When | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    minutes: int | None = None
    words: int | None = None
    image: Image | None = None
    language: str | None = None
    by: Mapping[str, str] = field(default_factory=dict)

    @property
    def known_as(self) -> str:
        """What tells it from the other cards of a page."""
        return url_key(self.url or "") or f"title {self.title.casefold()}"


FIELDS = tuple(f.name for f in fields(Card) if f.name not in ("truncated", "by"))


def signed(card: Card, by: str) -> Card:
    """The card with `by` as the finder of all that it holds."""
    return replace(card, by={name: by for name in FIELDS if getattr(card, name) not in NOTHING})


def filled(card: Card, other: Card) -> Card:
    """The card with what it lacks from another look at the same post."""
    new: dict[str, Any] = {
        name: getattr(other, name)
        for name in FIELDS
        if getattr(card, name) in NOTHING and getattr(other, name) not in NOTHING
    }
    by = {**card.by, **{name: other.by[name] for name in new}}
    cut = other.truncated if "summary" in new else card.truncated
    return replace(card, **new, truncated=cut, by=by)


def distinct(cards: Iterable[Card]) -> tuple[Card, ...]:
    """Each post once, at its first place; later cards of it fill in what the first one lacks."""
    known: dict[str, Card] = {}
    for card in cards:
        first = known.get(card.known_as)
        known[card.known_as] = filled(first, card) if first else card
    return tuple(known.values())


def names(texts: Iterable[str]) -> tuple[str, ...]:
    """Authors or tags on one line each, each once, as first written."""
    first: dict[str, str] = {}
    for text in texts:
        line = title_line(text)
        first.setdefault(line.casefold(), line)
    return tuple(line for line in first.values() if line)


def plain_title(text: str) -> str:
    """A title that is text already."""
    return one_line(unescape_again(text))


def read_when(
    raw: str,
    zone: tzinfo,
    *,
    origin: Origin = "listing",
    order: NumericOrder | None = None,
    label_words: int = 3,
) -> When | None:
    """The date that a short text is, but for a label of some words before it: `Published on`."""
    if not raw or len(raw) > DATED_AT_MOST:
        return None
    words = one_line(raw).split(" ")
    for start in range(min(label_words + 1, len(words))):
        text = " ".join(words[start:])
        if when := read_instant(text, origin=origin, zone=zone) or read_date(
            text, origin=origin, order=order
        ):
            return when
    return None
