"""What selection.json holds: the posts chosen, and of the others those that somebody asks about."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from digest.core.model import Candidate
from digest.core.window import Window, moment, utc
from digest.store.posts import candidate_to_json

PER_CODE = 50  # candidates that are stored of those left out for one reason
SUMMARY = 200  # characters that are stored of their summaries


def to_json(
    issue_id: str, candidates: Sequence[Candidate], window: Window, max_age: timedelta
) -> dict[str, object]:
    """The chosen ones, and those left out that are nearest to the window, in their order.

    The others are counted by the code of their reason.
    """
    kept = _kept(candidates, window, max_age)
    rest = Counter(c.code for place, c in enumerate(candidates) if place not in kept)
    return {
        "version": 1,
        "issue": issue_id,
        "candidates": [
            candidate_to_json(_brief(candidates[place]), window.zone) for place in sorted(kept)
        ],
        "rest": dict(sorted(rest.items())),
    }


def _kept(candidates: Sequence[Candidate], window: Window, max_age: timedelta) -> set[int]:
    """The places of those that are stored; of two equally near ones the first is."""
    kept = {place for place, candidate in enumerate(candidates) if candidate.selected}
    room: Counter[str] = Counter()
    away = {place: _away(candidate, window) for place, candidate in enumerate(candidates)}
    for place in sorted(set(away) - kept, key=lambda place: (away[place], place)):
        code = candidates[place].code
        room[code] += 1
        if room[code] <= PER_CODE and away[place] <= max_age:
            kept.add(place)
    return kept


def _brief(candidate: Candidate) -> Candidate:
    """A candidate with the whole summary if readers get to see it, else with its beginning."""
    post = candidate.post
    if candidate.selected or len(post.summary) <= SUMMARY:
        return candidate
    return replace(candidate, post=replace(post, summary=post.summary[: SUMMARY - 1] + "…"))


def _away(candidate: Candidate, window: Window) -> timedelta:
    """How far a candidate lies from the window; one without a date is in it."""
    when = candidate.post.published
    if when is None:
        return timedelta(0)
    instant = utc(moment(when, window.zone))
    return max(utc(window.start) - instant, instant - utc(window.end), timedelta(0))
