"""Posts that look like one and are not merged: a person is told, and decides."""

import re
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import chain, combinations, product

from digest.core.identity import title_key
from digest.core.model import Candidate, Post
from digest.core.month_names import fold, is_weekday, month_number

ALIKE = 0.88  # of the characters of two titles are the same, in the same order
FIELD = 64  # bits, for as many letters; no title has one letter more often
SHORTEST = 12  # characters; shorter titles are alike by chance
WORD = re.compile(r"\w+")
COUNTED = re.compile(
    r"\w*\d\w*|x{0,3}(?:ix|iv|v?i{1,3}|v|x)|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|first|second|third|fourth|fifth|last|final"
)


def near_duplicates(candidates: Iterable[Candidate]) -> tuple[str, ...]:
    """A sentence on each two chosen posts, or a chosen and a sent one, whose titles are alike.

    Posts of one source are told apart by their source; titles with other numbers are a series.
    """
    candidates = tuple(candidates)
    chosen = [c for c in candidates if c.selected]
    sent = [c for c in candidates if c.code == "already-sent"]
    pairs = chain(combinations(chosen, 2), product(chosen, sent))
    return tuple(_told(one, other) for one, other in pairs if _look_alike(one.post, other.post))


def _look_alike(one: Post, other: Post) -> bool:
    return one.source != other.source and titles_alike(one.title, other.title)


def titles_alike(one: str, other: str) -> bool:
    """Whether two titles differ by little, and not by what tells the parts of a series apart."""
    here, there = title_key(one), title_key(other)
    shortest, both = min(len(here), len(there)), len(here) + len(there)
    if shortest < SHORTEST or 2 * shortest < ALIKE * both or counted(here) != counted(there):
        return False
    if 2 * (_letters(here) & _letters(there)).bit_count() < ALIKE * both:
        return False  # the next is a hundred times slower
    return SequenceMatcher(None, here, there, autojunk=False).ratio() >= ALIKE


@lru_cache(maxsize=1 << 12)
def counted(title: str) -> tuple[str, ...]:
    """What tells the parts of a series apart: `part 2`, `v1.5`, `II`, `second`, `October`."""
    return tuple(word for word in WORD.findall(title_key(title)) if _counts(word))


@lru_cache(maxsize=1 << 12)
def _letters(title: str) -> int:
    """A bit for each letter: what two titles share has no more letters than their `&` has bits."""
    counts = Counter(ord(letter) % FIELD for letter in title)
    bits = (((1 << min(count, FIELD)) - 1) << FIELD * place for place, count in counts.items())
    return sum(bits)


def _counts(word: str) -> bool:
    name = fold(word)
    named = len(name) > 3 and (month_number(name) is not None or is_weekday(name))
    return named or COUNTED.fullmatch(word) is not None


def _told(one: Candidate, other: Candidate) -> str:
    pair = " and ".join(f'"{c.post.title}" ({c.post.source})' for c in (one, other))
    sent = "" if other.selected else f", {other.reason},"
    return f"{pair}{sent} look alike, but are not known to be one post"
