from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from digest.core.context import Rules
from digest.core.history import History
from digest.core.identity import with_keys
from digest.core.model import Post, SectionRule, Selection, Source
from digest.core.select import select
from digest.core.when import When
from digest.core.window import week

W47 = week("2026-W47", ZoneInfo("UTC"))
RULES = Rules(W47, (), datetime(2026, 11, 23, 9, tzinfo=UTC))
NOTES = Source("notes", "feed", "https://notes.example.org/index.xml")
QUEUE = Source("queue", "listing", "https://queue.example.org", undated="queue")


def newest_first(source: str, count: int, title: str = "Note") -> tuple[Post, ...]:
    begin = W47.start.astimezone(UTC) + timedelta(days=3)
    times = (begin - timedelta(hours=n) for n in range(count))
    whens = (When(time, None, "instant", "", "feed") for time in times)
    posts = (Post(source, f"{title} {n}", published=when) for n, when in enumerate(whens))
    return with_keys([replace(post, order=n) for n, post in enumerate(posts)])


def listed(source: str, count: int) -> tuple[Post, ...]:
    return with_keys([Post(source, f"{source} card {n}", order=n) for n in range(count)])


def pick(posts: Sequence[Post], *sources: Source, **more: object) -> Selection:
    return select(posts, replace(RULES, sources=sources, **more), History())  # type: ignore[arg-type]


def titles(selection: Selection) -> list[str]:
    return [post.title for post in selection.posts]


def codes(selection: Selection) -> dict[str, str]:
    return {c.post.title: c.code for c in selection.candidates}


def test_a_section_has_at_most_its_maximum() -> None:
    section = SectionRule("Releases", ("release",), max_posts=2)
    posts = (*newest_first("notes", 3, "Release"), *newest_first("other", 2))
    other = replace(NOTES, name="other")
    found = pick(posts, NOTES, other, sections=(section,))
    assert titles(found) == ["Release 0", "Note 0", "Release 1", "Note 1"]
    assert codes(found)["Release 2"] == "section-cap"


def test_what_one_limit_refuses_takes_no_place_of_another() -> None:
    section = SectionRule("Releases", ("release",), max_posts=1)
    posts = (*newest_first("notes", 3, "Release"), *newest_first("other", 3))
    other = replace(NOTES, name="other", max_posts=2)
    found = pick(posts, NOTES, other, sections=(section,), max_posts=3)
    assert titles(found) == ["Release 0", "Note 0", "Note 1"]
    assert codes(found)["Note 2"] == "source-cap"


def test_pins_take_the_place_of_others_in_source_and_section() -> None:
    section = SectionRule("Releases", ("release",), max_posts=1)
    found = pick(
        newest_first("notes", 3, "Release"), NOTES, sections=(section,), pins=("Release 2",)
    )
    assert titles(found) == ["Release 2"]
    source = replace(NOTES, max_posts=2)
    assert titles(pick(newest_first("notes", 4), source, pins=("Note 3",))) == ["Note 0", "Note 3"]


def test_a_queue_keeps_one_place_in_a_busy_week() -> None:
    posts = (*newest_first("notes", 9), *listed("queue", 5))
    found = pick(posts, NOTES, QUEUE, max_posts=4)
    assert titles(found) == ["Note 0", "Note 1", "Note 2", "queue card 0"]
    assert codes(found)["queue card 1"] == "maximum"


def test_queues_leave_half_of_the_issue_to_others() -> None:
    queues = [replace(QUEUE, name=f"queue {n}") for n in range(5)]
    posts = (*newest_first("notes", 9), *(p for q in queues for p in listed(q.name, 2)))
    found = pick(posts, NOTES, *queues, max_posts=5)
    assert titles(found)[:3] == ["Note 0", "Note 1", "Note 2"]
    assert titles(found)[3:] == ["queue 0 card 0", "queue 1 card 0"]
    assert titles(pick(posts, NOTES, *queues, max_posts=1)) == ["Note 0"]


def test_in_a_quiet_week_a_queue_gives_all_that_it_may() -> None:
    posts = (*newest_first("notes", 1), *listed("queue", 5))
    found = pick(posts, NOTES, QUEUE, max_posts=12)
    assert titles(found) == ["Note 0", "queue card 0", "queue card 1", "queue card 2"]
    assert codes(found)["queue card 3"] == "queued"


@settings(deadline=None)
@given(
    st.integers(0, 8),
    st.integers(0, 8),
    st.integers(0, 4),
    st.integers(1, 9),
    st.sets(st.sampled_from(["Note 0", "Note 3", "queue card 1", "queue card 4"])),
)
def test_every_limit_holds_and_pins_are_always_in(
    notes: int, cards: int, limit: int, most: int, pins: set[str]
) -> None:
    sources = replace(NOTES, max_posts=limit or None), replace(QUEUE, per_issue=2)
    section = SectionRule("Even", ("/[02468]$/",), max_posts=3)
    posts = (*newest_first("notes", notes), *listed("queue", cards))
    found = pick(posts, *sources, sections=(section,), max_posts=most, pins=tuple(pins))
    free = [post for post in found.posts if post.title not in pins]
    assert pins & {post.title for post in posts} <= set(titles(found))
    assert not free or len(found.posts) <= most
    notes_in = [post for post in found.posts if post.source == "notes"]
    assert not limit or len(notes_in) <= max(limit, sum(p.title in pins for p in notes_in))
    even = [post.title for post in found.posts if int(post.title[-1]) % 2 == 0]
    assert len(even) <= max(3, sum(title in pins for title in even))
    in_queue = [post.title for post in found.posts if post.source == "queue"]
    assert len(in_queue) <= max(2, sum(title in pins for title in in_queue))
    if cards and most > 1 and not pins:
        assert in_queue
