"""What former issues had, and what was first seen when: the memory that selection reads."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date, datetime, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from digest.core.identity import (
    same_entry,
    same_post,
    same_post_later,
    same_post_renamed,
    title_key,
)
from digest.core.model import Post, Source
from digest.core.quick import dataclass
from digest.core.schedule import Schedule, last_complete
from digest.core.when import When
from digest.core.window import moment, utc


@dataclass(frozen=True, slots=True)
class Sighting:
    """When a post was first seen; `rank` is its place among its source's first undated posts.

    A sighting with a rank, or of a dated post, was made at the source's first fetch. `title` is
    told where the key does not hold it. `was` is the key under which the post was known before its
    source changed it.
    """

    source: str
    key: str
    first_seen: datetime
    rank: int | None = None
    title: str | None = None
    was: str | None = None


@dataclass(frozen=True, slots=True)
class SentIssue:
    """An issue that left the house.

    `end` is up to when it can have posts: the end of its window, or the moment at which it was sent
    when that came first.
    """

    id: str
    end: datetime
    posts: tuple[Post, ...]


@dataclass(frozen=True, slots=True)
class History:
    """Everything remembered.

    `baselines` holds when each source was fetched for the first time, `busiest` how many posts of
    it are dated within its busiest week so far.
    """

    sent: tuple[SentIssue, ...] = ()
    baselines: Mapping[str, datetime] = field(default_factory=dict)
    sightings: Mapping[tuple[str, str], Sighting] = field(default_factory=dict)
    busiest: Mapping[str, int] = field(default_factory=dict)

    @property
    def last_end(self) -> datetime | None:
        """The latest end of a sent issue."""
        return max((issue.end for issue in self.sent), key=utc, default=None)


class SentPosts:
    """Finds the issue that had a post, by key, else by title and what else is known.

    `sources` are the names that digest.toml has now; a sent post of any other may have come under a
    new name. None stands for all names.
    """

    def __init__(
        self,
        issues: Iterable[SentIssue],
        zone: ZoneInfo,
        sightings: Iterable[Sighting] = (),
        sources: Iterable[str] | None = None,
    ) -> None:
        self.zone = zone
        self.sources = None if sources is None else frozenset({*sources, ""})  # "": an own item
        self.by_key: dict[str, list[tuple[str, Post]]] = {}
        self.by_title: dict[str, list[tuple[str, Post]]] = {}
        self.heirs: dict[str, list[Sighting]] = {}
        for sighting in sightings:
            if sighting.was:
                self.heirs.setdefault(sighting.was, []).append(sighting)
        for issue in issues:
            for post in issue.posts:
                self._add(issue.id, post)

    def issue_of(self, post: Post) -> str | None:
        """The id of the sent issue that had `post`, or None."""
        for key in post.keys:
            for issue, sent in self.by_key.get(key, ()):
                if not key.startswith("id:") or same_entry(post, sent, self.zone):
                    return issue
        for issue, sent in self.by_title.get(title_key(post.title), ()):
            if self._is_again(post, sent):
                return issue
        return None

    def _is_again(self, post: Post, sent: Post) -> bool:
        """Whether `post` is `sent`, whose title it has."""
        if self.sources is not None and sent.source not in self.sources:
            return same_post_renamed(post, sent, self.zone)
        same = same_post_later if sent.source == post.source else same_post
        return same(post, sent, self.zone)

    def _add(self, issue: str, post: Post) -> None:
        """Remember `post`, and what its source has made of it since."""
        for key in post.keys:
            self.by_key.setdefault(key, []).append((issue, post))
        self.by_title.setdefault(title_key(post.title), []).append((issue, post))
        for heir in chain.from_iterable(self.heirs.get(key, ()) for key in post.keys):
            if all(known != issue for known, _ in self.by_key.get(heir.key, ())):
                title, when = title_and_date(heir)
                self._add(
                    issue,
                    replace(
                        post,
                        title=title or post.title,
                        published=when or post.published,
                        keys=(heir.key,),
                    ),
                )


def title_and_date(sighting: Sighting) -> tuple[str, When | None]:
    """What a sighting tells of its post: the title in the form of `title_key`, if any, and the day.

    Where the key is no title there is no day either.
    """
    prefix = f"title:{sighting.source}:"
    if not sighting.key.startswith(prefix):
        return title_key(sighting.title or ""), None
    title = sighting.key.removeprefix(prefix)
    found = re.fullmatch(r"(.*)@(\d{4}-\d\d-\d\d)(#\d+)?", title, re.DOTALL)
    try:
        return (found[1], _civil(found[2])) if found else (title, None)
    except ValueError:
        return title, None


def new_sightings(
    posts: Sequence[Post],
    source: Source,
    history: History,
    schedule: Schedule,
    *,
    now: datetime,
    max_age: timedelta,
    zone: ZoneInfo,
) -> tuple[datetime, tuple[Sighting, ...]]:
    """The source's baseline, and what this fetch adds to the sightings.

    Recorded are undated posts, and at the first fetch also the back catalogue near enough to come
    in late: dated posts older than the period that was due.
    """
    baseline = history.baselines.get(source.name, now)
    first_fetch = source.name not in history.baselines
    cut = last_complete(schedule, baseline, zone).start
    undated = [post for post in posts if not post.published]
    found = [
        Sighting(source.name, post.key, now, rank if first_fetch else None, _title(post))
        for rank, post in enumerate(undated)
    ]
    if first_fetch:
        old = (p for p in posts if p.published and _before(p, cut, max_age, zone))
        found += [Sighting(source.name, post.key, now, title=_title(post)) for post in old]
    fresh = (s for s in found if (source.name, s.key) not in history.sightings)
    return baseline, tuple(fresh)


def _title(post: Post) -> str | None:
    return None if post.key.startswith("title:") else post.title


def _civil(text: str) -> When:
    return When(None, date.fromisoformat(text), "day", text, "page")


def _before(post: Post, cut: datetime, max_age: timedelta, zone: ZoneInfo) -> bool:
    assert post.published is not None
    return utc(cut) - max_age <= utc(moment(post.published, zone)) < utc(cut)
