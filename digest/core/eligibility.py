"""Whether a post may come into an issue, before it is counted: the rules and their answers.

A post gets the answer of the first rule that has one, in the order of `RULES`. A pin passes those
of `PASSED`; `core.select` has what comes before and after.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from digest.core.history import History, SentPosts
from digest.core.identity import title_key
from digest.core.marks import SKIP, has_mark
from digest.core.model import OrderKey, Post, SectionRule, Source, Thin, Undated
from digest.core.urls import url_key
from digest.core.when import When
from digest.core.window import Window, at, day, utc


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


def first_answer(post: Post, context: Context) -> Answer | None:
    """Why `post` cannot come in; None when it may."""
    for rule in RULES:
        answer = rule(post, context)
        if answer and not (answer.code in PASSED and post in context.pinned):
            return answer
    return None


def _marked(post: Post, context: Context) -> Answer | None:
    del context
    return Answer("skip-mark", f"its author marks it {SKIP}") if has_mark(post, SKIP) else None


def _already_sent(post: Post, context: Context) -> Answer | None:
    issue = None if context.rules.again else context.sent.issue_of(post)
    return Answer("already-sent", f"sent in {issue}") if issue else None


def _dropped(post: Post, context: Context) -> Answer | None:
    return Answer("dropped", "dropped in issue.toml") if post in context.dropped else None


def _expired(post: Post, context: Context) -> Answer | None:
    """Whether its own site shows the post no more: not even a pin brings a dead link."""
    if post.expires is None or context.at(post.expires) > context.now:
        return None
    return Answer("expired", f"expired {day(post.expires, context.zone)}")


def _dates(post: Post, context: Context) -> Answer | None:
    """Whether a dated post's day lets it in."""
    if post.published is None:
        return None
    moment = context.at(post.published)
    if moment > context.now:
        return _told("future", "dated {}, in the future", day(post.published, context.zone))
    if context.start <= moment < context.end:
        return None
    date = day(post.published, context.zone)
    if not context.rules.due or moment >= context.end:
        return _told("outside-window", "published {}, outside the window", date)
    return _late(post, moment, date, context)


def _late(post: Post, moment: datetime, date: date, context: Context) -> Answer | None:
    """Whether a post from before the period that is due may still come in."""
    if not context.history.sent:
        return _told("outside-window", "published {}; a first issue takes its period only", date)
    if moment < context.oldest:
        return _told("too-old", "published {}, older than max_age", date)
    carriers = (post.source, *(also.source for also in post.also_in))
    if all(_in_back_catalogue(source, post, moment, context) for source in carriers):
        return _told("back-catalogue", "published {}, before its source was followed", date)
    return None


@lru_cache(maxsize=1 << 12)  # an archive has more posts than days
def _told(code: str, words: str, date: date) -> Answer:
    return Answer(code, words.format(date))


def _in_back_catalogue(source: str, post: Post, moment: datetime, context: Context) -> bool:
    """Whether `source` had the post when it was fetched for the first time.

    What was older than `max_age` then is not remembered one by one.
    """
    history = context.history
    baseline = history.baselines.get(source)
    if baseline is None or moment < utc(baseline) - context.rules.max_age:
        return True
    seen = [s for key in post.keys if (s := history.sightings.get((source, key)))]
    return any(utc(s.first_seen) <= utc(baseline) for s in seen)


def _undated(post: Post, context: Context) -> Answer | None:
    if post.published is not None:
        return None
    policy = context.policy(post)
    if policy == "page":
        return Answer("undated-page", "without a date in a dated source: a page, not a post")
    if policy == "skip":
        return Answer("undated-skipped", 'without a date, and its source says undated = "skip"')
    sighting = context.history.sightings.get((post.source, post.key))
    rank = sighting.rank if sighting else None
    if policy == "first-seen" and rank is not None and rank >= context.source[post.source].initial:
        return Answer("back-catalogue", "there before its source was followed")
    return None


RULES: tuple[Callable[[Post, Context], Answer | None], ...] = (
    _already_sent,
    _dropped,
    _marked,
    _expired,
    _dates,
    _undated,
)
DATED = frozenset({"future", "outside-window", "too-old", "back-catalogue"})
PASSED = DATED | {"undated-page", "undated-skipped", "skip-mark"}
