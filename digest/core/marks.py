"""Marks: tags by which an author tells us something, and no reader sees."""

from collections.abc import Iterable

from digest.core.model import Post

PREFIX = "digest:"
SKIP = "digest:skip"  # never in an issue
FEATURE = "digest:feature"  # the lead, when the editor names none


def has_mark(post: Post, mark: str) -> bool:
    """Whether the author of `post` gave it `mark`."""
    return bool(post.tags) and mark in map(_fold, post.tags)


def marks_of(tags: Iterable[str]) -> tuple[str, ...]:
    """The marks among `tags`."""
    return tuple(filter(_is_mark, tags))


def _is_mark(tag: str) -> bool:
    return _fold(tag).startswith(PREFIX)


def _fold(tag: str) -> str:
    return tag.strip().casefold()
