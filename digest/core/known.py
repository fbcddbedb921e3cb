"""What is remembered of each post of a source, put together from sightings and sent issues."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import TypeVar
from zoneinfo import ZoneInfo

from digest.core.history import History, Sighting, title_and_date
from digest.core.identity import contradict, say_alike, title_key
from digest.core.model import Post
from digest.core.quick import dataclass
from digest.core.when import When
from digest.core.window import day, utc

T = TypeVar("T")
OWNED = re.compile(r"(title|id):([^:]*):")  # a key that holds the name of its source


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """One post of the past, under all the keys, titles and days that it has had.

    `titles` have the form of `title_key`. `sighting` is the earliest; `order` sorts as the listing
    did: what was seen later stands higher.
    """

    keys: tuple[str, ...]
    titles: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    summary: str = ""
    sent: bool = False
    sighting: Sighting | None = None
    order: tuple[float, int] = (0.0, 0)

    @property
    def bare(self) -> bool:
        """Whether it was ever known by its title, as a post without an address is."""
        return any(key.startswith("title:") for key in self.keys)


class Memory:
    """What is known of each of `sources`, and of others: these may have been renamed.

    `drafts` are the posts of issues that were not sent yet, and may still be.
    """

    def __init__(
        self,
        history: History,
        sources: Iterable[str],
        zone: ZoneInfo,
        drafts: Iterable[Post] = (),
    ) -> None:
        self._own = _by_source(history, drafts, zone)
        gone = [self._own[name] for name in self._own.keys() - {*sources, ""}]
        self._gone = joined(sorted(chain.from_iterable(gone), key=lambda one: one.keys))
        self._gone_by_key = {key: one for one in self._gone for key in one.keys}
        self._gone_by_title: dict[str, list[Known]] = {}
        for one in self._gone:
            for title in one.titles:
                self._gone_by_title.setdefault(title, []).append(one)

    def of(self, source: str) -> tuple[Known, ...]:
        """The posts of a source, with what it was before it was renamed."""
        own = self._own.get(source, [])
        keys = chain.from_iterable(one.keys for one in own if self._gone)
        before = {one for key in keys if (one := self._gone_by_key.get(key))}
        return joined([*sorted(before, key=lambda one: one.keys), *own])

    def renamed(self, post: Post, zone: ZoneInfo) -> Known | None:
        """The post of a source that is gone which has the key, or the title and day, of `post`."""
        for key in post.keys:
            if one := self._gone_by_key.get(key):
                return one
        same = self._gone_by_title.get(title_key(post.title), ())
        may_be = [one for one in same if _may_be(post, one, zone)]
        return min(may_be, key=lambda one: not one.sent, default=None)


def _may_be(post: Post, one: Known, zone: ZoneInfo) -> bool:
    if post.published and one.days:
        return day(post.published, zone) in one.days
    return not contradict(post.summary, one.summary)


def _by_source(
    history: History, drafts: Iterable[Post], zone: ZoneInfo
) -> Mapping[str, list[Known]]:
    """Every single memory; `joined` makes one of those of one post."""
    found: dict[str, list[Known]] = {}
    for number, sighting in enumerate(history.sightings.values()):
        found.setdefault(sighting.source, []).append(_seen(sighting, number))
    for post in drafts:
        found.setdefault(post.source, []).append(_of(post, post.keys, zone))
    for post in chain.from_iterable(issue.posts for issue in history.sent):
        found.setdefault(post.source, []).append(_of(post, post.keys, zone, sent=True))
        for key in post.keys:
            owner = OWNED.match(key)
            if owner and owner[2] != post.source:
                found.setdefault(owner[2], []).append(_of(post, (key,), zone, sent=True))
    return found


def joined(memories: Iterable[Known]) -> tuple[Known, ...]:
    """One for all memories that share a key, directly or through others."""
    of_key: dict[str, list[Known]] = {}
    for memory in memories:
        near = {id(group): group for key in memory.keys if (group := of_key.get(key))}
        group = [*chain.from_iterable(near.values()), memory]
        of_key.update({key: group for one in group for key in one.keys})
    return tuple(map(_one, {id(group): group for group in of_key.values()}.values()))


def held_by(post: Post, of_key: Mapping[str, Known], zone: ZoneInfo) -> Known | None:
    """What is known under one of the keys of `post`; an id alone does not tell enough."""
    for key in post.keys:
        one = of_key.get(key)
        if one and (not key.startswith("id:") or _agrees(post, one, zone)):
            return one
    return None


def _agrees(post: Post, one: Known, zone: ZoneInfo) -> bool:
    same_day = post.published is not None and day(post.published, zone) in one.days
    return same_day or title_key(post.title) in one.titles or say_alike(post.summary, one.summary)


def _seen(sighting: Sighting, number: int) -> Known:
    title, when = title_and_date(sighting)
    return Known(
        (sighting.key, sighting.was) if sighting.was else (sighting.key,),
        (title,) if title else (),
        _days(when),
        sighting=sighting,
        order=_order(sighting, number),
    )


def _order(sighting: Sighting, number: int) -> tuple[float, int]:
    rank = number if sighting.rank is None else sighting.rank
    return -utc(sighting.first_seen).timestamp(), rank


def _of(post: Post, keys: tuple[str, ...], zone: ZoneInfo, *, sent: bool = False) -> Known:
    days = (day(post.published, zone),) if post.published else ()
    return Known(keys, (title_key(post.title),), days, post.summary, sent=sent)


def _days(when: When | None) -> tuple[date, ...]:
    return (when.civil,) if when and when.civil else ()


def _one(group: Sequence[Known]) -> Known:
    seen = [one for one in group if one.sighting]
    first = max(seen, key=lambda one: (one.order[0], -one.order[1]), default=group[0])
    return Known(
        _distinct(one.keys for one in group),
        _distinct(one.titles for one in group),
        _distinct(one.days for one in group),
        next((one.summary for one in reversed(group) if one.summary), ""),
        any(one.sent for one in group),
        first.sighting,
        first.order,
    )


def _distinct(several: Iterable[Iterable[T]]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(several)))
