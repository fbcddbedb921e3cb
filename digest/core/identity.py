"""Which posts are the same post: within a source, across sources, and in former issues.

Within a source every post is its own, whatever it shares with another. Across sources two posts
are one when their URLs have one key, or when their titles are equal, their days do not contradict
each other, and they come from one site or their summaries say the same.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from digest.core.model import AlsoIn, Image, Post, When
from digest.core.urls import site, url_key
from digest.core.window import day, moment, utc

ALIKE = 0.7  # of the words of the shorter summary stand in the longer one
QUOTES = str.maketrans("‘’‚′`“”„″–—‑", "'''''\"\"\"\"---")
MERGED = ("url", "page", "summary", "content", "updated", "authors", "tags", "minutes", "words")


def title_key(title: str) -> str:
    """A title without the accidents of typography: case, spaces, curly quotes, dashes."""
    folded = unicodedata.normalize("NFKC", title).translate(QUOTES).casefold()
    return re.sub(r"\s+", " ", folded).strip(" .'\"")


def with_keys(posts: Sequence[Post]) -> tuple[Post, ...]:
    """The posts of one source, each with a key that no other of them has.

    The URL's key, unless several posts share it; then, and where there is no URL, the source's own
    id, else the title with its day. What is still equal is numbered in the source's order.
    """
    shared = Counter(url_key(post.url) for post in posts if post.url)
    used: Counter[str] = Counter()
    keyed = []
    for post in posts:
        key = _key(post, shared)
        used[key] += 1
        numbered = key if used[key] == 1 else f"{key}#{used[key]}"
        keyed.append(replace(post, key=numbered, keys=(numbered,)))
    return tuple(keyed)


def merge_duplicates(posts: Iterable[Post], zone: ZoneInfo) -> tuple[Post, ...]:
    """One post for every set of equal ones; the first in `posts` is the one that is kept.

    Its missing fields come from the others, in their order; the earliest date wins.
    """
    groups: list[list[Post]] = []
    by_name: dict[str, list[list[Post]]] = {}
    for post in posts:
        names = [name for name in (url_key(post.url or ""), title_key(post.title)) if name]
        near = (group for name in names for group in by_name.get(name, ()))
        group = next((group for group in near if _belongs(post, group, zone)), None)
        if group is None:
            group = []
            groups.append(group)
        group.append(post)
        for name in names:
            if not any(known is group for known in by_name.setdefault(name, [])):
                by_name[name].append(group)
    return tuple(_union(group, zone) for group in groups)


def same_post(one: Post, other: Post, zone: ZoneInfo) -> bool:
    """Whether posts of two sources are one."""
    here, there = url_key(one.url or ""), url_key(other.url or "")
    if here and there and here == there and not (one.key + other.key).startswith("id:"):
        return True
    if title_key(one.title) != title_key(other.title):
        return False
    days = {day(p.published, zone) for p in (one, other) if p.published}
    if len(days) > 1:
        return False
    same_site = here and there and site(one.url) == site(other.url)
    return bool(same_site) or _alike(one.summary, other.summary) or _telling(one, other)


def _key(post: Post, shared: Counter[str | None]) -> str:
    key = url_key(post.url or "")
    if key and shared[key] == 1:
        return key
    if post.native_id:
        return f"id:{post.source}:{post.native_id}"
    date = f"@{_date(post.published)}" if post.published else ""
    return f"title:{title_key(post.title)}{date}"


def _date(when: When) -> str:
    return str(when.civil or (when.instant and utc(when.instant).date()))


def _belongs(post: Post, group: Sequence[Post], zone: ZoneInfo) -> bool:
    strangers = all(post.source != other.source for other in group)
    return strangers and any(same_post(post, other, zone) for other in group)


def _alike(one: str, other: str) -> bool:
    here, there = (set(re.findall(r"\w+", text.casefold())) for text in (one, other))
    return bool(here and there) and len(here & there) >= ALIKE * min(len(here), len(there))


def _telling(one: Post, other: Post) -> bool:
    """Without a summary to compare, a dated title of three words or more tells enough."""
    known = one.published and other.published and len(one.title.split()) > 2
    return bool(known) and not (one.summary and other.summary)


def _union(group: Sequence[Post], zone: ZoneInfo) -> Post:
    first = group[0]
    if len(group) == 1:
        return first
    filled = {
        name: next((v for p in group if (v := getattr(p, name)) not in (None, "", ())), None)
        for name in MERGED
        if getattr(first, name) in (None, "", ())
    }
    also = tuple(AlsoIn(post.source, post.url) for post in group[1:])
    return replace(
        first,
        **{name: value for name, value in filled.items() if value is not None},
        published=_earliest([p.published for p in group if p.published], zone),
        image=_image(group),
        also_in=also,
        keys=tuple(dict.fromkeys(key for post in group for key in post.keys)),
    )


def _earliest(dates: Sequence[When], zone: ZoneInfo) -> When | None:
    """The earliest day, and the most exact date on it."""
    exact = ("instant", "day", "month")
    return min(
        dates,
        key=lambda w: (day(w, zone), exact.index(w.precision), utc(moment(w, zone))),
        default=None,
    )


def _image(group: Sequence[Post]) -> Image | None:
    images = [post.image for post in group if post.image]
    return next((image for image in images if image.url), images[0] if images else None)
