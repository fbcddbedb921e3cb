"""Whether a post may come into an issue, before it is counted: the rules and their answers.

A post gets the answer of the first rule that has one, in the order of `RULES`. A pin passes those
of `PASSED`; `core.select` has what comes before and after.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache

from digest.core.context import Answer, Context
from digest.core.history import Sighting
from digest.core.marks import SKIP, has_mark
from digest.core.model import Post
from digest.core.window import day, utc


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
        return _redated(post, moment, context)
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
    if all(_in_back_catalogue(source, post, moment, context) for source in _carriers(post)):
        words = "published {}, before its source was followed"
        return _redated(post, moment, context) or _told("back-catalogue", words, date)
    return None


def _redated(post: Post, moment: datetime, context: Context) -> Answer | None:
    """Whether a post is said to be younger than the first fetch of all that have it."""
    since = [_first_fetch(source, post, context) for source in _carriers(post)]
    known = [at for at in since if at and at < moment]
    if not known or len(known) < len(since):
        return None
    words = "there when its source was first fetched ({})"
    return _told("back-catalogue", words, known[0].astimezone(context.zone).date())


def _first_fetch(source: str, post: Post, context: Context) -> datetime | None:
    """When `source` was fetched for the first time, if the post was there and too old to come in.

    A sighting of that time is of such a post, unless it was undated and among the first ones.
    """
    baseline = context.history.baselines.get(source)
    initial = context.source[source].initial
    for sighting in _sightings(source, post, context):
        old = sighting.rank is None or sighting.rank >= initial
        if baseline and old and utc(sighting.first_seen) == utc(baseline):
            return utc(baseline)
    return None


def _sightings(source: str, post: Post, context: Context) -> list[Sighting]:
    known = context.history.sightings
    return [sighting for key in post.keys if (sighting := known.get((source, key)))]


def _carriers(post: Post) -> tuple[str, ...]:
    return (post.source, *(also.source for also in post.also_in))


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
    seen = _sightings(source, post, context)
    return any(utc(sighting.first_seen) <= utc(baseline) for sighting in seen)


def _undated(post: Post, context: Context) -> Answer | None:
    if post.published is not None:
        return None
    policy = context.policy(post)
    if policy == "page":
        return Answer("undated-page", "without a date in a dated source: a page, not a post")
    if policy == "skip":
        return Answer("undated-skipped", 'without a date, and its source says undated = "skip"')
    if policy == "first-seen" and _waited(post, context):
        return Answer("back-catalogue", "there before its source was followed")
    return None


def _waited(post: Post, context: Context) -> bool:
    """Whether an undated post stood below the first ones, or lost an old date."""
    sighting = context.history.sightings.get((post.source, post.key))
    if sighting and sighting.rank is not None:
        return sighting.rank >= context.source[post.source].initial
    return _first_fetch(post.source, post, context) is not None


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
