"""Posts that look like one and are not merged: a person is told, and decides."""

import re
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import chain, combinations
from typing import NamedTuple

from digest.core.identity import title_key
from digest.core.model import Candidate, Post
from digest.core.month_names import fold, is_weekday, month_number

NEAR_DAYS = 60
ALIKE = 0.88  # of the characters of two titles are the same, in the same order
FIELD = 64  # bits for as many letters that are the same; no title has more
SHORTEST = 12  # characters; shorter titles are alike by chance
WORD = re.compile(r"\w+")
COUNTED = re.compile(
    r"\w*\d\w*|x{0,3}(?:ix|iv|v?i{1,3}|v|x)|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|first|second|third|fourth|fifth|last|final"
)


def near_duplicates(candidates: Iterable[Candidate]) -> tuple[str, ...]:
    """A sentence on each two chosen posts, or a chosen and a sent one, whose titles are alike.

    Posts of one source are told apart by their source; titles with other numbers are a series; what
    was published long before any chosen post is another one.
    """
    candidates = tuple(candidates)
    chosen = [c for c in candidates if c.selected]
    since = min((_day(c.post) or 0 for c in chosen), default=0) - NEAR_DAYS
    sent = [c for c in candidates if c.code == "already-sent" and (_day(c.post) or since) >= since]
    told = ((one, other) for other in sent for one in chosen)  # each title is looked at once
    pairs = chain(combinations(chosen, 2), told)
    return tuple(
        _told(one, other)
        for one, other in pairs
        if one.post.source != other.post.source and titles_alike(one.post.title, other.post.title)
    )


def titles_alike(one: str, other: str) -> bool:
    """Whether two titles differ by little, and not by what tells the parts of a series apart."""
    here, there = _seen(one), _seen(other)
    shortest, both = min(here.length, there.length), here.length + there.length
    if shortest < SHORTEST or 2 * shortest < ALIKE * both or here.counted != there.counted:
        return False
    if 2 * (here.letters & there.letters).bit_count() < ALIKE * both:
        return False  # the next is a hundred times slower
    return SequenceMatcher(None, here.title, there.title, autojunk=False).ratio() >= ALIKE


def _day(post: Post) -> int | None:
    """The number of a post's day, whatever its zone; an undated one may be of any day."""
    when = post.published
    found = when and (when.civil or when.instant)
    return found.toordinal() if found else None


class _Seen(NamedTuple):
    """A title at a glance; `letters` has a bit for each byte of it.

    What two titles share has no more letters than the `&` of theirs has bits.
    """

    title: str
    length: int
    counted: tuple[str, ...]
    letters: int


@lru_cache(maxsize=1 << 12)
def _seen(title: str) -> _Seen:
    key = title_key(title)
    counts = Counter(key.encode("utf-8", "surrogatepass"))
    return _Seen(key, len(key), counted(key), sum(map(_bits, counts, counts.values())))


@lru_cache(maxsize=1 << 12)
def _bits(byte: int, count: int) -> int:
    return ((1 << min(count, FIELD)) - 1) << FIELD * byte


def counted(title: str) -> tuple[str, ...]:
    """What tells the parts of a series apart: `part 2`, `v1.5`, `II`, `second`, `October`."""
    return tuple(word for word in _words(title) if _counts(word))


@lru_cache(maxsize=1 << 12)
def _counts(word: str) -> bool:
    name = fold(word)
    named = len(name) > 3 and (month_number(name) is not None or is_weekday(name))
    return named or COUNTED.fullmatch(word) is not None


def are_parts(one: str, other: str) -> bool:
    """Whether two titles are equal but for what tells the parts of a series apart."""
    here, there = _words(one), _words(other)
    plain = [[word for word in words if not _counts(word)] for words in (here, there)]
    return here != there and plain[0] == plain[1]


def goes_on(one: str, other: str) -> bool:
    """Whether the second of two parts comes right after the first, as far as can be told."""
    here, there = counted(one), counted(other)
    if len(here) != len(there):
        return False
    changed = [pair for pair in zip(here, there, strict=True) if pair[0] != pair[1]]
    return all(_is_next(*pair) for pair in changed)


def _is_next(one: str, other: str) -> bool:
    numbers = one.isdecimal() and other.isdecimal()
    return not numbers or int(other) == int(one) + 1


def _words(title: str) -> list[str]:
    return WORD.findall(title_key(title))


def _told(one: Candidate, other: Candidate) -> str:
    pair = " and ".join(f'"{c.post.title}" ({c.post.source})' for c in (one, other))
    sent = "" if other.selected else f", {other.reason},"
    return f"{pair}{sent} look alike, but are not known to be one post"
