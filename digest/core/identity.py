"""Which posts are the same post: within a source, across sources, and in former issues.

Within a source every post is its own, whatever it shares with another. Across sources two posts
are one when their URLs have one key, or when their titles are equal, their days do not contradict
each other, and they come from one site or their summaries say the same.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from digest.core.model import Post
from digest.core.urls import same_site, url_key
from digest.core.when import When
from digest.core.window import day, utc

ALIKE = 0.7  # of the words of the shorter summary stand in the longer one
QUOTES = str.maketrans("‘’‚′`“”„″–—‐‑", "'''''\"\"\"\"----")
WESTMOST, EASTMOST = timedelta(hours=-12), timedelta(hours=14)  # of all zones
COUNTER = re.compile(r"\d{1,3}")  # an id that may only be a place in the listing


@lru_cache(maxsize=1 << 15)  # each post is asked for several times
def title_key(title: str) -> str:
    """A title without the accidents of typography: case, spaces, curly quotes, dashes."""
    if title.isascii():  # most are, and it is eight times as fast
        title = title.replace("`", "'")
    else:
        title = unicodedata.normalize("NFKC", title.translate(QUOTES))
    return " ".join(title.casefold().split()).strip(" .'\"")


def with_keys(posts: Sequence[Post]) -> tuple[Post, ...]:
    """The posts of one source, each with a key that no other of them has.

    The URL's key, unless several posts share it; then, and where there is no URL, the source's own
    id, else the title with its day. What is still equal is numbered from the end of the source:
    new posts come in at the top, and must not take the keys of old ones. An alias, and the source's
    id, are further keys of a post, if no other post lays claim to them.
    """
    shared = Counter(url_key(post.url) for post in posts if post.url)
    used: Counter[str] = Counter()
    keys: list[str] = []
    for post in reversed(posts):
        base = key = _key(post, shared)
        while used[key]:
            used[base] += 1
            key = f"{base}#{used[base]}"
        used[key] += 1
        keys.append(key)
    claims = Counter(alias for post in posts for alias in _aliases(post)) + used
    return tuple(
        replace(post, key=key, keys=(key, *(a for a in _aliases(post) if claims[a] == 1)))
        for post, key in zip(posts, reversed(keys), strict=True)
    )


def same_post(one: Post, other: Post, zone: ZoneInfo) -> bool:
    """Whether posts of two sources are one; a URL that is no key does not tell."""
    if same_address(one, other):
        return True
    if not _may_be_one(one, other, zone):
        return False
    on_one_site = _on_one_site(one.url, other.url)
    of_one_page = _on_one_site(one.page, other.page) and not contradict(one.summary, other.summary)
    return on_one_site or of_one_page or _say_the_same(one, other)


def same_post_later(one: Post, other: Post, zone: ZoneInfo) -> bool:
    """Whether posts of one source, fetched at different times, are one whose key changed.

    It gained or lost its date or its URL, or its URL changed but neither its day nor its words.
    """
    here, there = url_key(one.url or ""), url_key(other.url or "")
    if not _may_be_one(one, other, zone):
        return False
    if here and there:
        dated = one.published and other.published
        return here == there or (bool(dated) and _say_the_same(one, other))
    return bool(here or there) or bool(one.published) != bool(other.published)


def same_post_renamed(one: Post, other: Post, zone: ZoneInfo) -> bool:
    """Whether posts are one when the source of one is gone, perhaps because it was renamed."""
    dated = one.published and other.published
    told = bool(dated) or not contradict(one.summary, other.summary)
    return told and _may_be_one(one, other, zone)


def same_entry(one: Post, other: Post, zone: ZoneInfo) -> bool:
    """Whether two posts with one id are one: some feeds number their entries from the top."""
    if title_key(one.title) == title_key(other.title) or say_alike(one.summary, other.summary):
        return True
    return bool(one.published and other.published) and same_day(one, other, zone)


def _key(post: Post, shared: Counter[str | None]) -> str:
    key = url_key(post.url or "")
    if key and shared[key] == 1:
        return key
    if post.native_id and not COUNTER.fullmatch(post.native_id):
        return _id(post)
    date = f"@{_date(post.published)}" if post.published else ""
    return f"title:{post.source}:{title_key(post.title)}{date}"


def _id(post: Post) -> str:
    return f"id:{post.source}:{post.native_id}"


def _aliases(post: Post) -> tuple[str, ...]:
    """Further keys: other addresses of a post, and its source's id unless that is the address."""
    other = [key for alias in post.aliases if (key := url_key(alias))]
    address = url_key(post.native_id or "")
    tells = post.native_id and (address is None or address != url_key(post.url or ""))
    return tuple(dict.fromkeys([*other, _id(post)] if tells else other))


def _date(when: When) -> str:
    return str(when.civil or (when.instant and utc(when.instant).date()))


def same_address(one: Post, other: Post) -> bool:
    """Whether two posts have a key in common."""
    return any(key in other.keys for key in one.keys)


def _may_be_one(one: Post, other: Post, zone: ZoneInfo) -> bool:
    """By title and day; where the days only may be one, the words have to tell."""
    if title_key(one.title) != title_key(other.title) or not days_agree(one, other, zone):
        return False
    return same_day(one, other, zone) or _say_the_same(one, other)


def days_agree(one: Post, other: Post, zone: ZoneInfo) -> bool:
    """Whether two posts may be of one day, as far as is known.

    The day on a page is that of its author, whose zone nobody tells: it agrees with an instant
    that is this day anywhere on earth.
    """
    here, there = one.published, other.published
    if not here or not there or same_day(one, other, zone):
        return True
    return _somewhere(here, there) or _somewhere(there, here)


def same_day(one: Post, other: Post, zone: ZoneInfo) -> bool:
    """Whether two posts are of one day in the newsletter's zone, or one is of none."""
    return len({day(post.published, zone) for post in (one, other) if post.published}) < 2


def _somewhere(day_of: When, at: When) -> bool:
    """Whether the instant `at` is a day of the calendar in any zone."""
    if day_of.civil is None or at.instant is None:
        return False
    first, last = (utc(at.instant) + offset for offset in (WESTMOST, EASTMOST))
    return first.date() <= day_of.civil <= last.date()


def _on_one_site(one: str | None, other: str | None) -> bool:
    here, there = url_key(one or ""), url_key(other or "")
    return bool(here and there and same_site(here, there))


def _say_the_same(one: Post, other: Post) -> bool:
    """Without two summaries to compare, a dated title of three words or more tells enough."""
    if one.summary and other.summary:
        return say_alike(one.summary, other.summary)
    return bool(one.published and other.published) and len(one.title.split()) > 2


def contradict(one: str, other: str) -> bool:
    """Whether two summaries say different things; a missing one says nothing."""
    return bool(one and other) and not say_alike(one, other)


def say_alike(one: str, other: str) -> bool:
    """Whether the words of one text mostly stand in the other; an empty one says nothing."""
    here, there = (set(re.findall(r"\w+", text.casefold())) for text in (one, other))
    return bool(here and there) and len(here & there) >= ALIKE * min(len(here), len(there))
