"""What an issue may take besides when it has too few posts: `thin` in `[select]`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from digest.core.eligibility import DATED, Answer, Rules, first_answer
from digest.core.history import History
from digest.core.model import Post, Thin
from digest.core.places import Places
from digest.core.window import Window, moment, utc

YEAR = timedelta(days=365)


def add_more(
    places: Places, ordered: Sequence[Post], answers: Mapping[tuple[str, str], Answer | None]
) -> None:
    """Give places to posts that only their date kept out.

    Those are all that `widen` reaches, or for `fill` the newest of a year until there are enough.
    """
    if places.context.rules.thin == "skip":
        return
    rules, zone = places.context.rules, places.context.zone
    wide = replace(places.context, rules=wider(rules, places.context.history))
    more = [
        (moment(post.published, zone), post)
        for post in ordered
        if post.published and _is_dated_out(answers[post.source, post.key])
    ]
    if rules.thin == "fill":
        more.sort(key=lambda found: utc(found[0]), reverse=True)
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


def wider(rules: Rules, history: History) -> Rules:
    """The rules by which a thin issue looks for more."""
    window = rules.window
    if rules.thin == "fill":
        begin = utc(window.end) - YEAR
        return replace(rules, window=replace(window, start=begin), due=False)
    if rules.due and history.sent:
        return replace(rules, widened=True)
    return replace(rules, window=replace(window, start=window.start - _length(window)))


def reach(thin: Thin, max_age: timedelta, window: Window) -> timedelta:
    """How long before `window` a post may be from that comes in."""
    return {"skip": max_age, "widen": max(2 * max_age, _length(window)), "fill": YEAR}[thin]


def _length(window: Window) -> timedelta:
    """By the clock on the wall: a week before Monday is Monday, whatever the clocks did."""
    by_the_wall = window.end - window.start
    return by_the_wall if by_the_wall > timedelta(0) else utc(window.end) - utc(window.start)


def _is_dated_out(answer: Answer | None) -> bool:
    return answer is not None and answer.code in DATED
