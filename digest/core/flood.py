"""Many posts that look new at once are held back: a site re-dated its archive, or moved it.

A source is believed to bring in a week three times the posts of its busiest one so far, and `LEAST`
in any case, or what its `flood` says, however long the window is. Of undated posts no week is
known: they are a flood when `LEAST` or more come at once and are most of what their source has.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import chain
from math import floor
from zoneinfo import ZoneInfo

from digest.core.context import Answer, Context
from digest.core.history import Sighting
from digest.core.model import Post, Source
from digest.core.quick import dataclass
from digest.core.window import moment, utc

LEAST = 10
TIMES = 3
WEEK = timedelta(weeks=1)
Place = tuple[str, int]  # a source, and a week: 0 begins with the window, -1 is the one before


@dataclass(frozen=True, slots=True)
class Flood:
    """`posts` of a source in one week; `usual` is known of dated posts only."""

    source: str
    posts: int
    usual: int | None

    @property
    def answer(self) -> Answer:
        """Why one of its posts is out."""
        return Answer("flood", f"one of {self._at_once}: held back")

    @property
    def note(self) -> str:
        """What happened, and what to type."""
        return (
            f"{self._at_once}: held back, as an archive that looks new. Write flood = {self.posts} "
            f"into the [[sources]] table of {self.source} and they come in; include and exclude "
            "rules choose among them, and a pin in issue.toml takes a single one"
        )

    @property
    def _at_once(self) -> str:
        usual = "" if self.usual is None else f", where {self.usual} a week are usual"
        return f"{self.posts} posts of {self.source} at once{usual}"


def busiest_week(posts: Iterable[Post], now: datetime, zone: ZoneInfo) -> int:
    """The largest number of posts that are dated within 7 days, none after `now`."""
    moments = (utc(moment(post.published, zone)) for post in posts if post.published)
    dated = sorted(at for at in moments if at <= utc(now))
    counts = (place - bisect_right(dated, at - WEEK) for place, at in enumerate(dated, 1))
    return max(counts, default=0)


def learned(known: int | None, measured: int, source: Source) -> int:
    """The busiest week of a source, now that one of `measured` posts was seen: no flood counts."""
    if known is None:
        return measured
    return max(known, measured) if measured <= _believed(source, known) else known


def find_floods(
    judged: Sequence[tuple[Post, Answer | None]], context: Context
) -> dict[tuple[str, str], Flood]:
    """Why posts are held back that could come in otherwise, by source and key.

    A post that several sources carry is held back when all of them are in flood.
    """
    waiting = [post for post, answer in judged if not answer]
    floods = (
        _dated_floods([post for post in waiting if post.published], context),
        _undated_floods([post for post, _ in judged if not post.published], context),
    )
    found = {}
    for post in waiting:
        its = [floods[post.published is None].get(place) for place in _places(post, context)]
        if its and its[0] and all(its) and post not in context.pinned:
            found[post.source, post.key] = its[0]
    return found


def notes_on(floods: Iterable[Flood]) -> tuple[str, ...]:
    """A sentence on the largest flood of each source."""
    largest: dict[str, Flood] = {}
    for flood in floods:
        if flood.posts > (largest[flood.source].posts if flood.source in largest else 0):
            largest[flood.source] = flood
    return tuple(flood.note for flood in largest.values())


def _dated_floods(waiting: Sequence[Post], context: Context) -> dict[Place, Flood]:
    """What is left of a flood stays one: posts of it that were sent count."""
    counts = Counter(place for post in waiting for place in _places(post, context))
    counts += Counter(
        place
        for post in _sent_since(min((week for _, week in counts), default=0), context)
        for place in _places(post, context)
        if place in counts
    )
    return {
        (name, week): Flood(name, count, usual)
        for (name, week), count in counts.items()
        if (usual := context.source[name].flood or context.history.busiest.get(name)) is not None
        and count > _limit(name, week, context)
    }


def _undated_floods(listed: Sequence[Post], context: Context) -> dict[Place, Flood]:
    """Most of what a source has by the end of a week came in it."""
    every = Counter(place for post in listed for place in _places(post, context, first=True))
    fresh = Counter(place for post in listed for place in _places(post, context))
    found = {}
    for (name, week), count in fresh.items():
        so_far = sum(n for (source, w), n in every.items() if source == name and w <= week)
        said = context.source[name].flood
        if count > (said or LEAST - 1) and (said or count > so_far / 2):
            found[name, week] = Flood(name, count, None)
    return found


def _places(post: Post, context: Context, *, first: bool = False) -> list[Place]:
    """Where a post counts, its own source before others that carry it.

    An undated one counts when it was seen after its source's `first` fetch, or then as well, unless
    it waits in a queue.
    """
    carriers = (post.source, *(also.source for also in post.also_in))
    if post.published:
        return [(source, _week(context.at(post.published), context)) for source in carriers]
    if context.policy(post) != "first-seen":
        return []
    seen = ((source, _sighting(post, source, context)) for source in carriers)
    return [
        (source, _week(utc(sighting.first_seen), context))
        for source, sighting in seen
        if sighting and (first or sighting.rank is None)
    ]


def _sighting(post: Post, source: str, context: Context) -> Sighting | None:
    known = context.history.sightings
    return next((s for key in post.keys if (s := known.get((source, key)))), None)


def _sent_since(week: int, context: Context) -> Iterator[Post]:
    """The dated posts of issues that may have posts of `week`, or of a later one."""
    start = context.start + week * WEEK
    recent = (issue.posts for issue in context.history.sent if utc(issue.end) > start)
    return (post for post in chain.from_iterable(recent) if post.published)


def _limit(name: str, week: int, context: Context) -> int:
    """How many posts of a source are believed in a week; no first fetch is a flood."""
    source, busiest = context.source[name], context.history.busiest.get(name, 0)
    baseline = context.history.baselines.get(name)
    first = baseline is not None and context.start + week * WEEK <= utc(baseline)
    return max(_believed(source, busiest), busiest * first)


def _believed(source: Source, busiest: int) -> int:
    return source.flood or max(LEAST, TIMES * busiest)


def _week(at: datetime, context: Context) -> int:
    return floor((at - context.start) / WEEK)
