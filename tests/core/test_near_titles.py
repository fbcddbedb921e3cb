"""Equal-looking titles of several sources are pointed out, and nothing more."""

import pytest

from digest.core.model import Candidate, Post
from digest.core.near_titles import near_duplicates


def candidate(source, title, code="selected"):
    reason = "sent in 2026-W08" if code == "already-sent" else "..."
    return Candidate(Post(source, title), code == "selected", code, reason)


def notes(one, other, code="selected"):
    return near_duplicates([candidate("blog", one), candidate("planet", other, code)])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Why a queue forgets its order", "Why the queue forgets its order"),
        ("Anatomy of agentic code assist", "The anatomy of agentic code assist"),
        ("Durable Execution in 2026", "Durable execution in 2026"),
        ("Tuning the scheduler, part 2", "Tuning the schedulers, part 2"),
    ],
)
def test_titles_that_look_alike_are_told(one, other):
    (note,) = notes(one, other)

    assert f'"{one}" (blog)' in note
    assert f'"{other}" (planet)' in note


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tuning the scheduler, part 1", "Tuning the scheduler, part 2"),
        ("Tuning the scheduler, part II", "Tuning the scheduler, part III"),
        ("Tuning the scheduler, part one", "Tuning the scheduler, part two"),
        ("Release notes for v1.5", "Release notes for v1.6"),
        ("Links of week 8", "Links of week 9"),
        ("Links", "Links!"),
        ("What a queue forgets", "Second thoughts on retries"),
    ],
)
def test_series_short_titles_and_other_words_are_not(one, other):
    assert notes(one, other) == ()


def test_a_sent_post_is_compared_and_one_that_is_out_is_not():
    title = "Why a queue forgets its order"

    assert "sent in 2026-W08" in notes(title, title, "already-sent")[0]
    assert notes(title, title, "outside-window") == ()


def test_two_posts_of_one_source_are_never_told():
    title = "Why a queue forgets its order"

    assert near_duplicates([candidate("blog", title), candidate("blog", title)]) == ()
