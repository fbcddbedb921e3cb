"""What former issues had, and what was first seen when: the memory that selection reads."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from digest.core.identity import same_post, same_post_later, title_key
from digest.core.model import Post, Source
from digest.core.schedule import Schedule, last_complete
from digest.core.window import moment, utc


@dataclass(frozen=True, slots=True)
class Sighting:
    """When a post was first seen; `rank` is its place among its source's first undated posts.

    A sighting with a rank, or of a dated post, was made at the source's first fetch.
    """

    source: str
    key: str
    first_seen: datetime
    rank: int | None = None


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
    """Everything remembered. `baselines` holds when each source was fetched for the first time."""

    sent: tuple[SentIssue, ...] = ()
    baselines: Mapping[str, datetime] = field(default_factory=dict)
    sightings: Mapping[tuple[str, str], Sighting] = field(default_factory=dict)

    @property
    def last_end(self) -> datetime | None:
        """The latest end of a sent issue."""
        return max((issue.end for issue in self.sent), key=utc, default=None)


class SentPosts:
    """Finds the issue that had a post, by key, else by title and what else is known."""

    def __init__(self, issues: Iterable[SentIssue], zone: ZoneInfo) -> None:
        self.zone = zone
        self.by_key: dict[str, str] = {}
        self.by_title: dict[str, list[tuple[str, Post]]] = {}
        for issue in issues:
            for post in issue.posts:
                for key in post.keys:
                    self.by_key.setdefault(key, issue.id)
                named = self.by_title.setdefault(title_key(post.title), [])
                named.append((issue.id, post))

    def issue_of(self, post: Post) -> str | None:
        """The id of the sent issue that had `post`, or None."""
        for key in post.keys:
            if key in self.by_key:
                return self.by_key[key]
        for issue, sent in self.by_title.get(title_key(post.title), ()):
            same = same_post_later if sent.source == post.source else same_post
            if same(post, sent, self.zone):
                return issue
        return None


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
        Sighting(source.name, post.key, now, rank if first_fetch else None)
        for rank, post in enumerate(undated)
        if (source.name, post.key) not in history.sightings
    ]
    if first_fetch:
        old = (p for p in posts if p.published and _before(p, cut, max_age, zone))
        found += [Sighting(source.name, post.key, now) for post in old]
    return baseline, tuple(found)


def _before(post: Post, cut: datetime, max_age: timedelta, zone: ZoneInfo) -> bool:
    assert post.published is not None
    return utc(cut) - max_age <= utc(moment(post.published, zone)) < utc(cut)
