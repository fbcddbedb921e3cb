"""Posts keep their past: what they were known by before their source changed them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from digest.core.history import Sighting
from digest.core.known import Known, Memory, held_by
from digest.core.listing import Listing
from digest.core.model import Post
from digest.core.retitled import pairs


def adopted(
    posts: Sequence[Post],
    source: str,
    memory: Memory,
    *,
    now: datetime,
    zone: ZoneInfo,
    since: date | None = None,
) -> tuple[tuple[Post, ...], tuple[Sighting, ...]]:
    """The posts of a source with all keys that they ever had, and sightings for their new ones.

    What is dated before `since` may be missing among `posts` without having vanished.
    """
    known = memory.of(source)
    of_key = {key: one for one in known for key in one.keys}
    held = {post.key: one for post in posts if (one := held_by(post, of_key, zone))}
    gone = {one for one in known if not (since and any(day < since for day in one.days))}
    found = held | pairs(Listing(posts, known, held, frozenset(gone - set(held.values())), zone))
    new = [post for post in posts if post.key not in found]
    found |= {post.key: one for post in new if (one := memory.renamed(post, zone))}
    heirs = tuple(
        _heir(post, found[post.key], now)
        for post in posts
        if post.key in found and (post.key not in held or _is_unseen(post, held[post.key]))
    )
    return tuple(_with_keys_of(post, found.get(post.key)) for post in posts), heirs


def _is_unseen(post: Post, one: Known) -> bool:
    """Whether an undated post is known under its other keys only."""
    return post.published is None and post.key not in one.keys


def _heir(post: Post, one: Known, now: datetime) -> Sighting:
    """The sighting of what `one` is called now: it was seen when `one` was."""
    first = one.sighting or Sighting(post.source, post.key, now)
    title = None if post.key.startswith("title:") else post.title
    was = None if post.key in one.keys else one.keys[0]
    return replace(first, source=post.source, key=post.key, title=title, was=was)


def _with_keys_of(post: Post, one: Known | None) -> Post:
    return replace(post, keys=tuple(dict.fromkeys((*post.keys, *one.keys)))) if one else post
