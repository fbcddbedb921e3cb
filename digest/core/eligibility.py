"""Whether a post may come into an issue, before it is counted: the rules and their answers.

A post gets the answer of the first rule that has one, in the order of `RULES`. A pin passes those
of `PASSED`; `core.select` has what comes before and after.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache

from digest.core.context import Answer, Context
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
