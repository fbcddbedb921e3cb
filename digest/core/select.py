"""Choose the posts of an issue, and say why: pure, deterministic, no clock."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from digest.core.eligibility import (
    Answer,
    Context,
    Rules,
    context_of,
    filtered,
    first_answer,
    is_pinned,
)
from digest.core.history import History
from digest.core.identity import merge_duplicates
from digest.core.model import Candidate, Post, Selection
from digest.core.near_titles import near_duplicates
from digest.core.window import moment


def select(posts: Sequence[Post], rules: Rules, history: History) -> Selection:
    """The posts of an issue, newest first, with a reason for every candidate.

    `posts` come with their keys; their order does not matter. Of equal posts of several sources the
    one from the heavier, else the earlier source stands for all. Ties are broken by source, place
    and key, so the same input gives the same issue.
    """
    context = context_of(posts, rules, history)
    posts = sorted(posts, key=lambda p: _priority(p, context))
    answers = {_id(post): filtered(post, context) for post in posts}
    refused = [post for post in posts if answers[_id(post)]]
    merged = merge_duplicates((p for p in posts if not answers[_id(p)]), context.zone)
    answers.update({_id(post): first_answer(post, context) for post in merged})
    seen = [_with_first_seen(post, context) for post in (*merged, *refused)]
    seen.sort(key=lambda p: _order(p, context))
    chosen = _capped([p for p in seen if not answers[_id(p)]], context, answers)
    if len(chosen) < rules.min_posts:
        few = f"only {len(chosen)} of at least {rules.min_posts} posts: it waits"
        answers.update({_id(post): Answer("too-few", few) for post in chosen})
        chosen = []
    candidates = tuple(_candidate(post, answers[_id(post)], context) for post in seen)
    return Selection(tuple(chosen), candidates, near_duplicates(candidates))


def _id(post: Post) -> tuple[str, str]:
    return post.source, post.key


def _priority(post: Post, context: Context) -> tuple[float, int, int, str]:
    """Heavier sources first, then earlier ones; within a source its own order."""
    weight = context.source[post.source].weight
    return (-weight, context.place[post.source], post.order, post.key)


def _order(post: Post, context: Context) -> tuple[bool, float, float, int, int, str]:
    """Dated posts first, newest first; then weight, source, place, key: a total order."""
    age = -moment(post.published, context.zone).timestamp() if post.published else 0.0
    return (post.published is None, age, *_priority(post, context))


def _with_first_seen(post: Post, context: Context) -> Post:
    sighting = context.history.sightings.get((post.source, post.key))
    return replace(post, first_seen=sighting.first_seen) if sighting else post


def _capped(
    ordered: Sequence[Post], context: Context, answers: dict[tuple[str, str], Answer | None]
) -> list[Post]:
    """The posts within queue, source cap and maximum; pinned ones always stay."""
    queued: Counter[str] = Counter()
    taken: Counter[str] = Counter()
    chosen: list[Post] = []
    room = context.rules.max_posts - sum(is_pinned(post, context) for post in ordered)
    for post in ordered:
        answer = None if is_pinned(post, context) else _cap(post, context, queued, taken, room)
        if answer:
            answers[_id(post)] = answer
            continue
        chosen.append(post)
        taken[post.source] += 1
        queued[post.source] += post.published is None
        room -= not is_pinned(post, context)
    return chosen


def _cap(
    post: Post, context: Context, queued: Counter[str], taken: Counter[str], room: int
) -> Answer | None:
    source = context.source[post.source]
    queue = post.published is None and context.policy(post) == "queue"
    if queue and queued[source.name] >= source.per_issue:
        return Answer("queued", f"in the queue of {source.name}: {source.per_issue} an issue")
    if source.max_posts is not None and taken[source.name] >= source.max_posts:
        return Answer("source-cap", f"{source.name} has its {source.max_posts} posts already")
    if room <= 0:
        return Answer("maximum", f"the issue has its {context.rules.max_posts} posts already")
    return None


def _candidate(post: Post, answer: Answer | None, context: Context) -> Candidate:
    if answer:
        return Candidate(post, selected=False, code=answer.code, reason=answer.reason)
    if is_pinned(post, context):
        return Candidate(post, selected=True, code="pinned", reason="pinned in issue.toml")
    if post.published is None:
        words = "from the queue" if context.policy(post) == "queue" else "undated, new"
        return Candidate(post, selected=True, code="selected", reason=words)
    late = post.published not in context.rules.window
    return Candidate(
        post,
        selected=True,
        code="late" if late else "selected",
        reason="late, not sent before" if late else "in window",
    )
