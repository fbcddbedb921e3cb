"""Equal posts of several sources become one, which has what any of them tells."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from digest.core.identity import days_agree, same_address, same_day, same_post, title_key
from digest.core.marks import marks_of
from digest.core.model import AlsoIn, Image, Post
from digest.core.window import day, moment, utc

MERGED = "url page summary content updated expires authors tags image minutes words".split()


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


def _equal_pairs(posts: Sequence[Post], zone: ZoneInfo) -> list[tuple[int, int]]:
    """The places of any two posts of different sources that are one, those of one day first."""
    return sorted(
        _pairs(posts, zone),
        key=lambda pair: not _surely(posts[pair[0]], posts[pair[1]], zone),
    )


def _pairs(posts: Sequence[Post], zone: ZoneInfo) -> Iterator[tuple[int, int]]:
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


def _surely(one: Post, other: Post, zone: ZoneInfo) -> bool:
    return same_address(one, other) or same_day(one, other, zone)


def _can_join(one: Post, other: Post, zone: ZoneInfo) -> bool:
    """Whether a third post that is equal to both may make them one."""
    agree = same_address(one, other) or days_agree(one, other, zone)
    return one.source != other.source and agree


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
