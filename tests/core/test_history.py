from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from digest.core.history import (
    History,
    SentIssue,
    SentPosts,
    Sighting,
    new_sightings,
    title_and_date,
)
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


FEED = Post(
    "notes",
    "Durable Execution",
    url="https://notes.example.org/durable",
    summary=SUMMARY,
    published=civil("2026-11-16"),
    native_id="17",
)
ANEW = replace(FEED, title="Workflows", url="https://notes.example.org/w", summary="", native_id="")


def test_an_entry_that_keeps_its_id_and_its_day_or_title_is_the_same() -> None:
    kept = replace(ANEW, native_id="17")
    assert issue_of(kept, FEED) == "2026-W46"
    redated = replace(kept, published=civil("2026-11-18"))
    assert issue_of(replace(redated, title=FEED.title), FEED) == "2026-W46"
    assert issue_of(replace(redated, summary=SUMMARY), FEED) == "2026-W46"
    assert issue_of(ANEW, FEED) is None


def test_a_new_post_that_takes_over_a_number_is_new() -> None:
    new = replace(ANEW, native_id="17", published=civil("2026-11-18"))
    assert issue_of(new, FEED) is None
    assert issue_of(replace(new, url=None), replace(FEED, url=None)) is None
    assert issue_of(replace(new, published=None), replace(FEED, published=None)) is None


def renamed(post: Post, was: Post, *sources: str) -> str | None:
    issue = SentIssue("2026-W46", NOW, with_keys([was]))
    return SentPosts([issue], BERLIN, sources=sources).issue_of(with_keys([post])[0])


def test_under_its_sources_new_name_a_title_and_its_day_tell_enough() -> None:
    was = dated("Release 12", "2026-11-16")
    now = replace(was, source="field-notes")
    assert renamed(now, was, "field-notes") == "2026-W46"
    assert renamed(now, was, "field-notes", "notes") is None
    assert renamed(replace(now, published=civil("2026-11-17")), was, "field-notes") is None
    assert renamed(replace(now, title="Release 13"), was, "field-notes") is None


def test_without_dates_other_words_under_a_new_name_are_another_post() -> None:
    was = Post("notes", "Introduction", summary=SUMMARY)
    now = replace(was, source="field-notes")
    assert renamed(now, was, "field-notes") == "2026-W46"
    assert renamed(replace(now, summary=""), was, "field-notes") == "2026-W46"
    assert renamed(replace(now, summary="Ten tools for gardeners"), was, "field-notes") is None


def test_what_a_source_made_of_a_sent_post_is_known_under_the_sources_new_name() -> None:
    was = dated("Durable Execution", "2026-11-16")
    (sent,) = with_keys([was])
    second = with_keys([dated("Durable executions", "2026-11-16")])[0].key
    third = with_keys([dated("Workflows", "2026-11-17")])[0].key
    changes = [
        Sighting("notes", third, NOW, was=second),
        Sighting("notes", second, NOW, was=sent.key),
        Sighting("notes", sent.key, NOW, was=third),
    ]
    found = SentPosts([SentIssue("2026-W46", NOW, (sent,))], BERLIN, changes, ["new"])
    (now,) = with_keys([replace(dated("Workflows", "2026-11-17"), source="new")])
    assert found.issue_of(now) == "2026-W46"
    (other,) = with_keys([replace(dated("Workflows", "2026-11-16"), source="new")])
    assert found.issue_of(other) is None


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("title:notes:one", ("one", None)),
        ("title:notes:one@2026-11-16", ("one", civil("2026-11-16"))),
        ("title:notes:one@2026-11-16#2", ("one", civil("2026-11-16"))),
        ("title:notes:release #3", ("release #3", None)),
        ("title:notes:to ann@example.org", ("to ann@example.org", None)),
        ("title:notes:a: b@2026-13-45", ("a: b@2026-13-45", None)),
        ("id:notes:7", ("", None)),
    ],
)
def test_a_key_of_title_and_day_can_be_read_back(key: str, expected: object) -> None:
    title, when = title_and_date(Sighting("notes", key, NOW))
    assert (title, when and replace(when, origin="listing")) == expected


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
    assert all(s.title is None for s in found)
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


def test_the_title_of_an_undated_post_is_noted_where_its_key_does_not_tell() -> None:
    post = Post("notes", "Page", url="https://notes.example.org/page")
    (sighting,) = fetched(History(), post).sightings.values()
    assert (sighting.key, sighting.title) == ("notes.example.org/page", "Page")
    assert title_and_date(sighting) == ("page", None)
