"""What an issue may take besides when it has too few posts: `thin` in `[select]`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from digest.core.context import Answer, Context, Rules
from digest.core.eligibility import DATED, first_answer
from digest.core.model import Post, Thin
from digest.core.places import Places
from digest.core.window import Window, utc

YEAR = timedelta(days=365)
LONGEST = 40 * YEAR  # no blog is older, and the calendar has ends


def add_more(places: Places, judged: Sequence[tuple[Post, Answer | None]]) -> None:
    """Give places to posts that only their date kept out.

    Those are all that `widen` reaches, or for `fill` the newest of a year until there are enough.
    """
    context, rules = places.context, places.context.rules
    if rules.thin == "skip":
        return
    wide = wider(context)
    more = [
        (context.at(post.published), post)
        for post, answer in judged
        if post.published and answer and answer.code in DATED
    ]
    if rules.thin == "fill":
        more.sort(key=lambda found: found[0], reverse=True)
    for _, post in more:
        if rules.thin == "fill" and len(places.taken) >= rules.min_posts:
            return
        if first_answer(post, wide) is None and places.refusal(post) is None:
            places.take(post)


def more_words(answer: Answer, rules: Rules) -> tuple[str, str]:
    """The code and the words for a post that is in although `answer` kept it out before."""
    few = f"fewer than {rules.min_posts} posts"
    if rules.thin == "fill":
        return "filled", f"{answer.reason}, but {few} are newer"
    return "widened", f"{answer.reason}, but {few} are within"


def wider(context: Context) -> Context:
    """What a thin issue goes by when it looks for more."""
    rules = context.rules
    if rules.thin == "fill":
        return replace(context, start=context.end - YEAR)
    if rules.due and context.history.sent:
        return replace(context, oldest=context.oldest - rules.max_age)
    return replace(context, start=utc(rules.window.start - _length(rules.window)))


def reach(thin: Thin, max_age: timedelta, window: Window) -> timedelta:
    """How long before `window` a post may be from that comes in."""
    more = {"skip": max_age, "widen": max(2 * max_age, _length(window)), "fill": YEAR}
    return max(max_age, more[thin])


def _length(window: Window) -> timedelta:
    """By the clock on the wall: a week before Monday is Monday, whatever the clocks did."""
    by_the_wall = window.end - window.start
    length = by_the_wall if by_the_wall > timedelta(0) else utc(window.end) - utc(window.start)
    return min(length, LONGEST)
