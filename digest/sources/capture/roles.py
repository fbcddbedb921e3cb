"""The roles that lines of a listing page play."""

from enum import IntEnum
from functools import lru_cache

from digest.sources.capture.facts import FactKind
from digest.sources.capture.tokens import Token


class Role(IntEnum):
    """What a line is; those from ALT to AFTER follow each other in a post.

    BEFORE, MIDDLE and AFTER are facts, placed by the title and the summary.
    """

    ALT = 0
    BEFORE = 1
    TITLE = 2
    MIDDLE = 3
    SUMMARY = 4
    AFTER = 5
    HEAD = 6
    SKIP = 7
    FOOT = 8


FACTS = (Role.BEFORE, Role.MIDDLE, Role.AFTER)
OUTSIDE = (Role.HEAD, Role.SKIP, Role.FOOT)

# Facts by which the lines of one post are told from the next one's: it has each of them once
KINDS: tuple[FactKind, ...] = ("published", "minutes", "words", "author", "tag")
SAME: dict[FactKind, FactKind] = {"stamp": "published", "loose": "author"}
SOFT = ("name", "topic")  # kinds of lines that are only facts in a slot of their own


@lru_cache(maxsize=512)  # each trial asks it of the same lines
def kinds_of(token: Token) -> frozenset[str]:
    """Which of KINDS and SOFT a line states."""
    if token.soft:
        return frozenset((token.soft,))
    shape = token.meta.shape if token.meta else ()
    return frozenset(SAME.get(kind, kind) for kind in shape).intersection(KINDS)
