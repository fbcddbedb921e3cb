"""A source that brings far more than ever before is held back, and nothing else is."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.core.context import Rules
from digest.core.flood import busiest_week, learned
from digest.core.history import History, SentIssue, Sighting
from digest.core.identity import with_keys
from digest.core.model import Post, Selection, Source
from digest.core.select import select
from digest.core.when import When
from digest.core.window import Window, month, week

BERLIN = ZoneInfo("Europe/Berlin")
W47 = week("2026-W47", BERLIN)  # Monday 16 to Sunday 22 November
W48 = week("2026-W48", BERLIN)
NOW = datetime(2026, 11, 23, 9, tzinfo=BERLIN)
LONG_AGO = datetime(2026, 1, 1, tzinfo=BERLIN)
NOTES = Source("notes", "feed", "https://notes.example.org/index.xml")
BLOG = Source("blog", "feed", "https://blog.example.org/index.xml")


def on(text: str) -> When:
    return When(None, date.fromisoformat(f"2026-{text}"), "day", text, "listing")


def many(count: int, text: str = "11-18", source: str = "notes") -> tuple[Post, ...]:
    posts = (
        Post(source, f"Number {n}", published=on(text) if text else None) for n in range(count)
    )
    return with_keys([replace(post, order=n) for n, post in enumerate(posts)])


def history(busiest: int | None = 2, *sent: Post, baseline: datetime = LONG_AGO) -> History:
    issue = SentIssue("2026-W46", W47.end, sent)
    known = {} if busiest is None else {"notes": busiest, "blog": busiest}
    return History((issue,), {"notes": baseline, "blog": baseline}, {}, known)


def pick(
    posts: tuple[Post, ...], past: History, source: Source = NOTES, **more: object
) -> Selection:
    rules = Rules(W47, (source, BLOG), NOW, due=True, max_posts=1000)
    return select(posts, replace(rules, **more), past)  # type: ignore[arg-type]


def counts(selection: Selection) -> tuple[int, int]:
    """How many are chosen, and how many held back."""
    return len(selection.posts), sum(c.code == "flood" for c in selection.candidates)


@pytest.mark.parametrize(
    ("busiest", "count", "held"),
    [(2, 10, 0), (2, 11, 11), (0, 11, 11), (4, 12, 0), (4, 13, 13), (None, 500, 0)],
)
def test_three_times_the_busiest_week_is_a_flood_and_ten_are_none(
    busiest: int | None, count: int, held: int
) -> None:
    assert counts(pick(many(count), history(busiest))) == (count - held, held)


def test_a_flood_is_told_in_words_with_what_to_type() -> None:
    found = pick(many(34), history(3))
    assert {c.reason for c in found.candidates} == {
        "one of 34 posts of notes at once, where 3 a week are usual: held back"
    }
    (note,) = found.notes
    assert "34 posts of notes at once, where 3 a week are usual" in note
    assert "issue.toml" in note
    assert "flood = 34" in note


def test_what_the_note_says_to_type_lets_them_in() -> None:
    for window, text in ((W47, "11-18"), (month("2026-10", BERLIN), "10-05")):
        found = pick(many(101, text), history(3), window=window)
        (note,) = found.notes
        said = int(note.partition("flood = ")[2].split()[0])
        assert counts(found) == (0, 101)
        source = replace(NOTES, flood=said)
        assert counts(pick(many(101, text), history(3), source, window=window)) == (101, 0)


def test_a_pin_passes_and_the_others_stay() -> None:
    found = pick(many(34), history(3), pins=("Number 5", "Number 7"))
    assert [post.title for post in found.posts] == ["Number 5", "Number 7"]
    assert counts(found) == (2, 32)


def test_last_weeks_flood_stays_held_back_while_a_new_post_comes_in() -> None:
    new = Post("notes", "New", published=on("11-25"))
    posts = (*with_keys([new]), *many(34))
    past = history(3, *many(34)[:30])
    for known in (history(3), past):
        found = pick(posts, known, window=W48, now=NOW + timedelta(weeks=1))
        assert [post.title for post in found.posts] == ["New"]
    assert counts(found) == (1, 4)


def test_sent_posts_that_were_redated_do_not_count() -> None:
    archive = many(200)
    sent = (replace(post, published=on("03-01")) for post in archive[:195])
    old = [replace(post, keys=(f"id:{n}",), key=f"id:{n}") for n, post in enumerate(sent)]
    listed = tuple(
        replace(post, keys=(f"id:{n}",), key=f"id:{n}") for n, post in enumerate(archive)
    )
    found = pick(listed, history(3, *(replace(post, keys=(*post.keys,)) for post in old)))
    assert counts(found) == (5, 0)


def test_each_week_of_a_longer_window_has_its_own_flood() -> None:
    posts = tuple(post for n in range(4) for post in many(10, f"10-{5 + 7 * n:02}", "notes"))
    posts = with_keys(
        [replace(p, title=f"{p.title} of {p.published.raw}") for p in posts if p.published]
    )
    october = month("2026-10", BERLIN)
    assert counts(pick(posts, history(2), window=october)) == (40, 0)
    flooded = pick((*posts, *many(5, "10-20")), history(2), window=october)
    assert counts(flooded) == (30, 15)
    assert len(flooded.notes) == 1
    assert "flood = 15" in flooded.notes[0]


@given(st.integers(1, 60), st.integers(11, 60), st.integers(0, 59))
def test_no_window_lets_in_the_flood_of_one_day(days: int, count: int, ago: int) -> None:
    end = datetime(2026, 11, 23, tzinfo=BERLIN)
    window = Window(end - timedelta(days=days), end, BERLIN)
    day = f"{end - timedelta(days=1 + ago % days):%m-%d}"
    assert counts(pick(many(count, day), history(2), window=window)) == (0, count)


def test_the_largest_flood_of_a_source_is_told() -> None:
    flooded = (*many(20, "10-05"), *many(30, "10-20"))
    flooded = with_keys([replace(p, title=f"{p.title} {n}") for n, p in enumerate(flooded)])
    found = pick(flooded, history(2), window=month("2026-10", BERLIN))
    (note,) = found.notes
    assert "flood = 30" in note


def test_another_source_goes_on() -> None:
    found = pick((*many(34), *many(3, source="blog")), history(3))
    assert {post.source for post in found.posts} == {"blog"}


def test_what_a_calm_source_carries_too_comes_in() -> None:
    calm = with_keys([Post("blog", "Number 5", published=on("11-18"), summary="One two three")])
    noisy = tuple(replace(p, summary="One two three") for p in many(34))
    found = pick((*noisy, *calm), history(3))
    assert [(post.title, len(post.also_in)) for post in found.posts] == [("Number 5", 1)]


def test_a_first_fetch_is_no_flood_whatever_is_believed() -> None:
    source = replace(NOTES, flood=3)
    posts = many(34)
    first = history(busiest_week(posts, NOW, BERLIN), baseline=NOW)
    assert counts(pick(posts, first, source)) == (34, 0)
    later = history(34, baseline=NOW - timedelta(weeks=2))
    assert counts(pick(posts, later, source)) == (0, 34)


def seen(posts: tuple[Post, ...], at: datetime, *, first: bool = False) -> History:
    """The posts were seen at that moment."""
    return History(
        (SentIssue("2026-W46", W47.start, ()),),
        {"notes": LONG_AGO},
        {
            ("notes", p.key): Sighting("notes", p.key, at, n if first else None)
            for n, p in enumerate(posts)
        },
        {"notes": 0},
    )


def undated(old: int, new: int) -> tuple[tuple[Post, ...], History]:
    """Posts of which the old ones were there at the first fetch."""
    posts = many(old + new, "")
    was, now = seen(posts[new:], LONG_AGO, first=True), seen(posts[:new], NOW)
    return posts, replace(was, sightings={**was.sightings, **now.sightings})


@pytest.mark.parametrize(
    ("old", "new", "held"), [(5, 9, 0), (9, 10, 10), (10, 10, 0), (0, 12, 12), (11, 12, 12)]
)
def test_undated_posts_are_a_flood_when_ten_are_most_of_their_source(
    old: int, new: int, held: int
) -> None:
    posts, past = undated(old, new)
    found = pick(posts, past, replace(NOTES, initial=0))
    assert counts(found) == (new - held, held)
    assert bool(found.notes) == bool(held)


def test_undated_posts_are_believed_when_their_source_says_so_and_in_a_queue() -> None:
    posts, past = undated(5, 20)
    assert counts(pick(posts, past, replace(NOTES, flood=20, initial=0))) == (20, 0)
    assert counts(pick(posts, past, replace(NOTES, flood=19, initial=0))) == (0, 20)
    assert counts(pick(posts, past, replace(NOTES, undated="queue"))) == (3, 0)


def test_an_undated_flood_stays_held_back_when_the_listing_grows() -> None:
    posts, past = undated(5, 12)
    later = with_keys([Post("notes", f"Later {n}") for n in range(9)])
    moved = seen(later, NOW + timedelta(weeks=1))
    past = replace(past, sightings={**past.sightings, **moved.sightings})
    then = {"window": W48, "now": NOW + timedelta(weeks=1, hours=2)}
    found = pick((*later, *posts), past, replace(NOTES, initial=0), **then)
    assert {post.title[:5] for post in found.posts} == {"Later"}
    assert counts(found) == (9, 12)


@given(st.lists(st.integers(0, 60 * 24)), st.integers(1, 24 * 14))
def test_the_busiest_week_is_that_of_every_seven_days(hours: list[int], until: int) -> None:
    moments = [LONG_AGO + timedelta(hours=hour) for hour in hours]
    posts = [Post("a", "x", published=When(at, None, "instant", "", "feed")) for at in moments]
    now = LONG_AGO + timedelta(hours=until)
    past = [at for at in moments if at <= now]
    expected = [sum(at - timedelta(weeks=1) < o <= at for o in past) for at in past]
    assert busiest_week([*posts, Post("a", "undated")], now, BERLIN) == max(expected, default=0)


@settings(max_examples=30)
@given(st.lists(st.integers(0, 200)))
def test_a_source_learns_to_be_busy_but_never_from_a_flood(weeks: list[int]) -> None:
    known = None
    for measured in weeks:
        before, known = known, learned(known, measured, NOTES)
        if before is not None:
            assert known == max(before, measured) or (known == before and measured > 10)
            assert known <= max(10, 3 * before)
    assert learned(3, 40, replace(NOTES, flood=40)) == 40
