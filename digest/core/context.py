"""What a selection goes by, and all that it looks at."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from digest.core.history import History, SentPosts
from digest.core.identity import title_key
from digest.core.model import OrderKey, Post, SectionRule, Source, Thin, Undated
from digest.core.quick import dataclass
from digest.core.urls import url_key
from digest.core.when import When
from digest.core.window import Window, at, utc


class Answer(NamedTuple):
    """Why a post is out."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Rules:
    """What a selection goes by.

    `due` takes late posts too (`digest build` without a window); `again` keeps posts that were
    sent. `pins` and `drops` name posts as `names` understands them; `include`, `exclude` and those
    of `weights` are rules of `core.rules`. `order` holds every key.
    """

    window: Window
    sources: tuple[Source, ...]
    now: datetime
    due: bool = False
    again: bool = False
    min_posts: int = 1
    max_posts: int = 12
    max_age: timedelta = timedelta(weeks=4)
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    min_words: int | None = None
    order: tuple[OrderKey, ...] = ("date", "weight", "source", "title")
    weights: tuple[tuple[str, float], ...] = ()
    sections: tuple[SectionRule, ...] = ()
    thin: Thin = "skip"
    pins: tuple[str, ...] = ()
    drops: tuple[str, ...] = ()


class References:
    """The posts that an editor names: by key, by URL, or by title."""

    def __init__(self, references: Iterable[str]) -> None:
        written = [reference.strip() for reference in references]
        self.keys = {*written, *filter(None, map(url_key, written))}
        self.titles = set(map(title_key, written))

    def __contains__(self, post: Post) -> bool:
        return bool(self.keys) and (
            any(key in self.keys for key in post.keys)
            or title_key(post.title) in self.titles
            or (post.url is not None and url_key(post.url) in self.keys)
        )


@dataclass(frozen=True, slots=True)
class Context:
    """The rules with all that they look at.

    The window is from `start` to `end`, a late post from `oldest` on; they and `now` are in UTC.
    """

    rules: Rules
    history: History
    sent: SentPosts
    source: dict[str, Source]
    dated: frozenset[str]
    zone: ZoneInfo
    place: dict[str, int]
    pinned: References
    dropped: References
    start: datetime
    end: datetime
    oldest: datetime
    now: datetime

    def at(self, when: When) -> datetime:
        """The instant that `when` stands for, in UTC."""
        if when.instant is not None:
            return when.instant.astimezone(UTC)
        assert when.civil is not None
        return _begin(when.civil, self.zone)

    def policy(self, post: Post) -> Undated | Literal["page"]:
        """What becomes of an undated post."""
        said = self.source[post.source].undated
        return said or ("page" if post.source in self.dated else "first-seen")


@lru_cache(maxsize=1 << 12)  # an archive has more posts than days
def _begin(civil: date, zone: ZoneInfo) -> datetime:
    return utc(at(civil, zone))


def names(reference: str, post: Post) -> bool:
    """Whether an editor's reference means this post: its key, its URL, or its title."""
    return post in References((reference,))


def context_of(posts: Sequence[Post], rules: Rules, history: History) -> Context:
    """`posts` are those of all sources, before duplicates are merged."""
    window = rules.window
    return Context(
        rules,
        history,
        SentPosts(
            history.sent,
            window.zone,
            history.sightings.values(),
            (source.name for source in rules.sources),
        ),
        {source.name: source for source in rules.sources},
        frozenset(post.source for post in posts if post.published),
        window.zone,
        {source.name: place for place, source in enumerate(rules.sources)},
        References(rules.pins),
        References(rules.drops),
        start=utc(window.start),
        end=utc(window.end),
        oldest=utc(window.end) - rules.max_age,
        now=utc(rules.now),
    )
