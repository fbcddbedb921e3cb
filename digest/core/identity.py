"""Which posts are the same post: within a source, across sources, and in former issues.

Within a source every post is its own, whatever it shares with another. Across sources two posts
are one when their URLs have one key, or when their titles are equal, their days do not contradict
each other, and they come from one site or their summaries say the same.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from zoneinfo import ZoneInfo

from digest.core.marks import marks_of
from digest.core.model import AlsoIn, Image, Post
from digest.core.urls import same_site, url_key
from digest.core.when import When
from digest.core.window import day, moment, utc

ALIKE = 0.7  # of the words of the shorter summary stand in the longer one
QUOTES = str.maketrans("‘’‚′`“”„″–—‐‑", "'''''\"\"\"\"----")
COUNTER = re.compile(r"\d{1,3}")  # an id that may only be a place in the listing
MERGED = "url page summary content updated expires authors tags image minutes words".split()


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
    new posts come in at the top, and must not take the keys of old ones. An alias is a further key
    of its post, if no other post lays claim to it.
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


def merge_duplicates(posts: Iterable[Post], zone: ZoneInfo) -> tuple[Post, ...]:
    """One post for every set of equal ones; the first in `posts` is the one that is kept.

    Its missing fields come from the others, in their order; the earliest date wins. `provenance`
    names the source of a field that is not its own.
    """
    posts = tuple(posts)
    group: dict[int, list[int]] = {}
    for one, other in _equal_pairs(posts, zone):
        here, there = group.get(one, [one]), group.get(other, [other])
        if all(_can_join(posts[i], posts[j], zone) for i in here for j in there):
            here += there
            group.update(dict.fromkeys(here, here))
    return tuple(
        _union([posts[i] for i in sorted(group[place])], zone) if place in group else post
        for place, post in enumerate(posts)
        if place not in group or place == min(group[place])
    )


def same_post(one: Post, other: Post, zone: ZoneInfo) -> bool:
    """Whether posts of two sources are one; a URL that is no key does not tell."""
    if _same_address(one, other):
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
    return bool(one.published and other.published) and _days_agree(one, other, zone)


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


def _equal_pairs(posts: Sequence[Post], zone: ZoneInfo) -> Iterator[tuple[int, int]]:
    """The places of any two posts of different sources that are one."""
    names = [(*post.keys, title_key(post.title)) for post in posts]
    by_name: dict[str, list[int]] = {name: [] for name in _shared(names, posts)}
    for place, post in enumerate(posts):
        if by_name.keys().isdisjoint(names[place]):
            continue
        for known in [by_name[name] for name in names[place] if name in by_name]:
            for other in known:
                if posts[other].source != post.source and same_post(posts[other], post, zone):
                    yield other, place
            known.append(place)


def _shared(names: Iterable[Sequence[str]], posts: Iterable[Post]) -> set[str]:
    """The names that posts of different sources have: few of a large archive."""
    owner: dict[str, str] = {}
    return {
        name
        for own, post in zip(names, posts, strict=True)
        for name in own
        if name and owner.setdefault(name, post.source) != post.source
    }


def _can_join(one: Post, other: Post, zone: ZoneInfo) -> bool:
    """Whether a third post that is equal to both may make them one."""
    agree = _same_address(one, other) or _days_agree(one, other, zone)
    return one.source != other.source and agree


def _same_address(one: Post, other: Post) -> bool:
    return any(key in other.keys for key in one.keys)


def _may_be_one(one: Post, other: Post, zone: ZoneInfo) -> bool:
    return title_key(one.title) == title_key(other.title) and _days_agree(one, other, zone)


def _days_agree(one: Post, other: Post, zone: ZoneInfo) -> bool:
    return len({day(post.published, zone) for post in (one, other) if post.published}) < 2


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


def _union(group: Sequence[Post], zone: ZoneInfo) -> Post:
    first = group[0]
    told_by = {name: _teller(group, name) for name in MERGED}
    told_by["published"] = _earliest(group, zone)
    told_by["image"] = next((p for p in group if p.image and p.image.url), told_by["image"])
    values = {name: getattr(post, name) for name, post in told_by.items()}
    values["truncated"] = told_by["summary"].truncated
    values["image"] = _image([post.image for post in group if post.image])
    marks = marks_of(tag for post in group for tag in post.tags)
    values["tags"] = tuple(dict.fromkeys((*values["tags"], *marks)))
    return replace(
        first,
        **values,
        provenance=_provenance(first, told_by),
        also_in=tuple(AlsoIn(post.source, post.url) for post in group[1:]),
        keys=tuple(dict.fromkeys(key for post in group for key in post.keys)),
    )


def _teller(group: Sequence[Post], name: str) -> Post:
    """The first post that has something in a field."""
    for post in group:
        if getattr(post, name) not in (None, "", ()):
            return post
    return group[0]


def _provenance(first: Post, told_by: Mapping[str, Post]) -> dict[str, str]:
    """Where `first` read its own fields, and for the others the name of the source as well."""
    found = dict(first.provenance)
    for name, post in told_by.items():
        if post is not first:
            read = post.provenance.get(name)
            found[name] = f"{post.source} ({read})" if read else post.source
    return found


def _earliest(group: Sequence[Post], zone: ZoneInfo) -> Post:
    """The post with the earliest day, and of those the one with the most exact date."""
    exact = ("instant", "day", "month")
    dated = [(post, post.published) for post in group if post.published]
    return min(
        dated,
        key=lambda d: (day(d[1], zone), exact.index(d[1].precision), utc(moment(d[1], zone))),
        default=(group[0], None),
    )[0]


def _image(images: Sequence[Image]) -> Image | None:
    """The first address and the first alternative text, whichever source knows them."""
    if not images:
        return None
    url = next((image.url for image in images if image.url), None)
    return Image(url, next((image.alt for image in images if image.alt), images[0].alt))
