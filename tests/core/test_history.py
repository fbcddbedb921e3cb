from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from digest.core.history import History, SentIssue, SentPosts, Sighting, new_sightings
from digest.core.identity import with_keys
from digest.core.model import Post, Source
from digest.core.schedule import Schedule
from digest.core.when import When

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 9, tzinfo=BERLIN)  # a Monday: the period that is due began on the 16th
NOTES = Source("notes", "feed", "https://notes.example.org/index.xml")


def civil(text: str) -> When:
    return When(None, date.fromisoformat(text), "day", text, "listing")


def dated(title: str, on: str) -> Post:
    return Post("notes", title, published=civil(on))


def issue_of(post: Post, *sent: Post) -> str | None:
    issue = SentIssue("2026-W46", NOW, with_keys(sent))
    return SentPosts([issue], BERLIN).issue_of(with_keys([post])[0])


def fetched(history: History, *posts: Post, now: datetime = NOW) -> History:
    """`history` after a fetch of the source that gave `posts`."""
    baseline, found = new_sightings(
        with_keys(posts),
        NOTES,
        history,
        Schedule("week"),
        now=now,
        max_age=timedelta(weeks=4),
        zone=BERLIN,
    )
    return replace(
        history,
        baselines={**history.baselines, "notes": baseline},
        sightings={**history.sightings, **{(s.source, s.key): s for s in found}},
    )


SUMMARY = "Workflows that survive a crash, and what they cost"


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ({}, {"published": civil("2026-11-16")}),
        ({"published": civil("2026-11-16")}, {}),
        ({}, {"url": "https://notes.example.org/durable"}),
        (
            {"published": civil("2026-11-16")},
            {"published": civil("2026-11-16"), "url": "https://notes.example.org/durable"},
        ),
        (
            {"url": "https://notes.example.org/durable"},
            {"url": "http://www.notes.example.org/durable/?utm_source=rss"},
        ),
        (
            {"published": civil("2026-11-16"), "url": "https://notes.example.org/durable"},
            {"published": civil("2026-11-20"), "url": "https://notes.example.org/durable"},
        ),
        (
            {"published": civil("2026-11-16"), "url": "https://notes.example.org/durable"},
            {"published": civil("2026-11-16"), "url": "https://new.example.com/posts/durable"},
        ),
        ({"source": "other"}, {}),
        ({"source": "other"}, {"published": civil("2026-11-16")}),
        (
            {"source": "other", "url": "https://other.example.net/1"},
            {"url": "https://notes.example.org/durable"},
        ),
    ],
    ids=[
        "gained a date",
        "lost its date",
        "gained a URL",
        "dated, gained a URL",
        "URL written otherwise",
        "redated",
        "moved",
        "another source",
        "another source and a date",
        "another source and URL",
    ],
)
def test_a_sent_post_is_known_again(before: dict[str, object], now: dict[str, object]) -> None:
    base = Post("notes", "Durable Execution", summary=SUMMARY)
    was, comes = replace(base, **before), replace(base, **now)  # type: ignore[arg-type]
    assert issue_of(comes, was) == "2026-W46"


@pytest.mark.parametrize(
    "now",
    [
        {"title": "Durable Execution, Part 2"},
        {"published": civil("2026-11-17")},
        {"source": "other", "summary": "Ten tools for gardeners"},
    ],
    ids=["another title", "another day", "other words elsewhere"],
)
def test_another_post_is_not_taken_for_a_sent_one(now: dict[str, object]) -> None:
    was = Post("notes", "Durable Execution", summary=SUMMARY, published=civil("2026-11-16"))
    assert issue_of(replace(was, **now), was) is None  # type: ignore[arg-type]


def test_the_first_issue_that_had_a_post_is_named() -> None:
    post = with_keys([dated("Monday", "2026-11-16")])
    sent = SentPosts([SentIssue("one", NOW, post), SentIssue("two", NOW, post)], BERLIN)
    assert sent.issue_of(post[0]) == "one"


def test_the_last_end_is_an_instant_not_a_wall_clock() -> None:
    early = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Asia/Tokyo"))
    late = datetime(2026, 11, 23, 2, tzinfo=UTC)
    issues = (SentIssue("late", late, ()), SentIssue("early", early, ()))
    assert History(issues).last_end == late
    assert History().last_end is None


def test_the_first_fetch_records_undated_posts_and_what_could_come_in_late() -> None:
    posts = with_keys(
        [
            Post("notes", "Page"),
            dated("In the period", "2026-11-16"),
            dated("Just before", "2026-11-15"),
            dated("Four weeks before", "2026-10-20"),
            dated("Long before", "2026-10-18"),
            Post("notes", "Page two"),
        ]
    )
    baseline, found = new_sightings(
        posts, NOTES, History(), Schedule("week"), now=NOW, max_age=timedelta(weeks=4), zone=BERLIN
    )
    assert baseline == NOW
    titles = {post.key: post.title for post in posts}
    assert [(titles[s.key], s.rank) for s in found] == [
        ("Page", 0),
        ("Page two", 1),
        ("Just before", None),
        ("Four weeks before", None),
    ]


def test_a_second_fetch_adds_nothing_and_changes_nothing() -> None:
    posts = [Post("notes", "Page"), dated("Old", "2026-11-12"), dated("Monday", "2026-11-16")]
    once = fetched(History(), *posts)
    twice = fetched(once, *posts, now=NOW + timedelta(days=1))
    assert twice == once
    grown = fetched(once, Post("notes", "New"), *posts, now=NOW + timedelta(days=2))
    (key,) = set(grown.sightings) - set(once.sightings)
    assert grown.sightings[key] == Sighting("notes", key[1], NOW + timedelta(days=2), None)
    assert all(grown.sightings[k] == once.sightings[k] for k in once.sightings)
