"""Equal-looking titles of several sources are pointed out, and nothing more."""

from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.core.identity import title_key
from digest.core.model import Candidate, Post
from digest.core.near_titles import ALIKE, SHORTEST, counted, near_duplicates, titles_alike
from digest.core.when import When


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


@pytest.mark.parametrize(
    ("chosen", "sent", "told"),
    [
        ("2026-11-18", "2026-11-02", True),
        ("2026-11-18", "2025-11-02", False),
        ("2026-11-18", None, True),
        (None, "2025-11-02", True),
    ],
)
def test_a_post_sent_long_before_is_another_one(chosen, sent, told):
    def dated(found, on):
        when = When(None, date.fromisoformat(on), "day", on, "page") if on else None
        return replace(found, post=replace(found.post, published=when))

    title = "Why a queue forgets its order"
    here = dated(candidate("blog", title), chosen)
    there = dated(candidate("planet", title, "already-sent"), sent)

    assert bool(near_duplicates([here, there])) is told


def test_a_sent_post_is_compared_and_one_that_is_out_is_not():
    title = "Why a queue forgets its order"

    assert "sent in 2026-W08" in notes(title, title, "already-sent")[0]
    assert notes(title, title, "outside-window") == ()


def test_two_posts_of_one_source_are_never_told():
    title = "Why a queue forgets its order"

    assert near_duplicates([candidate("blog", title), candidate("blog", title)]) == ()


def alike_slowly(one, other):
    here, there = title_key(one), title_key(other)
    ratio = SequenceMatcher(None, here, there, autojunk=False).ratio()
    return (
        min(len(here), len(there)) >= SHORTEST and counted(one) == counted(other) and ratio >= ALIKE
    )


LETTERS = st.text("abcde IVé0", max_size=30)


@given(LETTERS, LETTERS, st.integers(0, 40), st.sampled_from(["", "a", " I ", "0", "bc"]))
def test_the_quick_looks_at_two_titles_change_no_answer(one, other, place, more):
    near = one[:place] + more + one[place:]

    assert titles_alike(one, other) == alike_slowly(one, other)
    assert titles_alike(one, near) == alike_slowly(one, near)
