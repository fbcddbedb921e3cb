"""Posts keep their past: what they were known by before their source changed them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from digest.core.history import Sighting
from digest.core.known import Known, held_by, joined
from digest.core.model import Post
from digest.core.retitled import Listing, pairs


def adopted(
    posts: Sequence[Post],
    memories: Sequence[Known],
    *,
    now: datetime,
    zone: ZoneInfo,
    since: date | None = None,
) -> tuple[tuple[Post, ...], tuple[Sighting, ...]]:
    """The posts of one source with all keys that they ever had, and sightings for their new ones.

    `memories` are those of the source. What is dated before `since` may be missing among `posts`
    without having vanished.
    """
    known = joined(memories)
    of_key = {key: one for one in known for key in one.keys}
    held = {post.key: one for post in posts if (one := held_by(post, of_key, zone))}
    gone = {one for one in known if not (since and any(day < since for day in one.days))}
    changed = pairs(Listing(posts, known, held, frozenset(gone - set(held.values())), zone))
    found = held | changed
    heirs = tuple(
        _heir(post, found[post.key], now)
        for post in posts
        if post.key in changed or (post.key in held and _is_unseen(post, held[post.key]))
    )
    return tuple(_with_keys_of(post, found.get(post.key)) for post in posts), heirs


def _is_unseen(post: Post, one: Known) -> bool:
    """Whether an undated post is known under its other keys only."""
    return post.published is None and post.key not in one.keys


def _heir(post: Post, one: Known, now: datetime) -> Sighting:
    """The sighting of what `one` is called now: it was seen when `one` was."""
    first = one.sighting or Sighting(post.source, post.key, now)
    title = None if post.key.startswith("title:") else post.title
    return replace(first, key=post.key, title=title, was=one.keys[0])


def _with_keys_of(post: Post, one: Known | None) -> Post:
    return replace(post, keys=tuple(dict.fromkeys((*post.keys, *one.keys)))) if one else post
