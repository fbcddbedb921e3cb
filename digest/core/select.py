"""Choose the posts of an issue, and say why: pure, deterministic, no clock."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import inf, prod
from operator import itemgetter

from digest.core.context import Answer, Context, Rules, context_of
from digest.core.eligibility import first_answer
from digest.core.filters import filtered
from digest.core.flood import find_floods, notes_on
from digest.core.history import History
from digest.core.identity import title_key
from digest.core.merge import merge_duplicates
from digest.core.model import Candidate, Post, Selection
from digest.core.near_titles import near_duplicates
from digest.core.places import Places, assign
from digest.core.rules import parse
from digest.core.thin import add_more, more_words

Judged = tuple[Post, Answer | None]
LONGEST = 1 << 32  # posts of a source


def select(posts: Sequence[Post], rules: Rules, history: History) -> Selection:
    """The posts of an issue in its order, with a reason for every candidate.

    `posts` come with their keys; their order does not matter. The sequence is fixed:

    1. the filters of `[select]` and of the source (a pin in issue.toml passes them),
    2. identity: of equal posts the one from the heavier, else the earlier source stands for all,
    3. what was sent, dropped, marked or expired, the dates, and floods (a pin passes marks, dates
       and floods),
    4. the order, by score and date: total, so the same input gives the same issue,
    5. the places: pins, one of each queue, and all others in their order, within the caps of queue,
       source and section and the maximum,
    6. the minimum: below it there is no issue, unless `thin` finds more.
    """
    context = context_of(posts, rules, history)
    judged = sorted(_judged(posts, context), key=_ranking(context))
    if floods := find_floods(judged, context):
        held = {place: flood.answer for place, flood in floods.items()}
        judged = [(post, held.get(_id(post), answer)) for post, answer in judged]
    chosen, refused = _placed(judged, context)
    told = tuple(
        _chosen(post, answer, context)
        if _id(post) in chosen
        else _left_out(post, answer or refused[_id(post)])
        for post, answer in judged
    )
    notes = (*notes_on(floods.values()), *near_duplicates(told))
    return Selection(tuple(c.post for c in told if c.selected), told, notes)


def _judged(posts: Sequence[Post], context: Context) -> Iterator[Judged]:
    """The candidates, one for all equal posts, and why each is out before places are counted."""
    kept = []
    for post in sorted(posts, key=lambda post: _priority(post, context)):
        answer = _filtered(post, context)
        if answer:
            yield _with_first_seen(post, context), answer
        else:
            kept.append(post)
    for post in merge_duplicates(kept, context.zone):
        yield _with_first_seen(post, context), first_answer(post, context)


def _placed(
    judged: Sequence[Judged], context: Context
) -> tuple[set[tuple[str, str]], dict[tuple[str, str], Answer]]:
    """Which posts the issue has, and why it does not have others that it may."""
    least, places = context.rules.min_posts, Places(context)
    refused = assign(places, [post for post, answer in judged if not answer])
    if len(places.taken) < least:
        add_more(places, judged)
    chosen = {_id(post) for post in places.taken}
    if len(chosen) >= least:
        return chosen, refused
    few = Answer("too-few", f"only {len(chosen)} of at least {least} posts: it waits")
    return set(), refused | dict.fromkeys(chosen, few)


def _filtered(post: Post, context: Context) -> Answer | None:
    return None if post in context.pinned else filtered(post, context)


def _id(post: Post) -> tuple[str, str]:
    return post.source, post.key


def _priority(post: Post, context: Context) -> tuple[float, int, int, str]:
    """Heavier sources first, then earlier ones; within a source its own order."""
    weight = context.source[post.source].weight
    return (-weight, context.place[post.source], post.order, post.key)


def _ranking(context: Context) -> Callable[[Judged], tuple[object, ...]]:
    """The place of a post in the issue, as a key to sort by; undated posts are older than all."""
    parts = ("date", "weight", "source", "title", "key")
    wanted = itemgetter(*(parts.index(key) for key in (*context.rules.order, "key")))

    def rank(judged: Judged) -> tuple[object, ...]:
        post = judged[0]
        when, source = post.published, context.source[post.source]
        told = (
            -context.at(when).timestamp() if when else inf,
            -_score(post, context) if context.rules.weights else -source.weight,
            context.place[post.source] * LONGEST + post.order,
            title_key(post.title),
            post.key,
        )
        place: tuple[object, ...] = wanted(told)
        return place

    return rank


def _score(post: Post, context: Context) -> float:
    factors = (factor for rule, factor in context.rules.weights if parse(rule)(post))
    return prod(factors, start=context.source[post.source].weight)


def _with_first_seen(post: Post, context: Context) -> Post:
    sighting = context.history.sightings.get((post.source, post.key))
    return replace(post, first_seen=sighting.first_seen) if sighting else post


def _left_out(post: Post, answer: Answer) -> Candidate:
    return Candidate(post, False, *answer)


def _chosen(post: Post, answer: Answer | None, context: Context) -> Candidate:
    """`answer` is why a post would have been out that a thin issue takes all the same."""
    code, words = "selected", "in window"
    if answer:
        code, words = more_words(answer, context.rules)
    elif post in context.pinned:
        code, words = "pinned", "pinned in issue.toml"
    elif post.published is None:
        words = "from the queue" if context.policy(post) == "queue" else "undated, new"
    elif post.published not in context.rules.window:
        code, words = "late", "late, not sent before"
    return Candidate(post, selected=True, code=code, reason=words)
