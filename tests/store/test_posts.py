import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.core.history import SentIssue, SentPosts
from digest.core.model import AlsoIn, Candidate, Image, Post
from digest.core.when import When
from digest.store.posts import candidate_to_json, post_to_json, sent_from_json, sent_to_json

NEW_YORK = ZoneInfo("America/New_York")
CIVIL = When(None, date(2026, 2, 14), "day", "Feb 14, 2026", "listing")
MONTH = When(None, date(2026, 2, 1), "month", "February 2026", "listing")
INSTANT = When(
    datetime(2026, 2, 14, 0, 30, tzinfo=timezone(timedelta(hours=5, minutes=30))),
    None,
    "instant",
    "2026-02-14T00:30:00+05:30",
    "feed",
)
POST = Post(
    "notes",
    "Größe & “Form”",
    url="https://example.org/a",
    page="https://example.org/",
    summary="It says",
    published=CIVIL,
    key="example.org/a",
    keys=("example.org/a", "title:other:a"),
)


def through_json(post: Post) -> Post:
    return sent_from_json(json.loads(json.dumps(sent_to_json(post))))


@pytest.mark.parametrize("when", [None, CIVIL, MONTH, INSTANT])
def test_a_sent_post_comes_back_with_its_instant_or_civil_date(when: When | None) -> None:
    post = Post("a", "T", published=when, key="k", keys=("k", "l"))
    back = through_json(post)
    assert (back.key, back.keys, back.source, back.title) == ("k", ("k", "l"), "a", "T")
    if when is None:
        assert back.published is None
    else:
        assert back.published is not None
        assert (back.published.instant, back.published.civil) == (when.instant, when.civil)


@settings(deadline=None)
@given(st.builds(Post, st.text(), st.text(), url=st.none() | st.text(), summary=st.text()))
def test_words_come_back_as_they_were(post: Post) -> None:
    back = through_json(post)
    assert (back.source, back.title, back.url, back.summary) == (
        post.source,
        post.title,
        post.url,
        post.summary,
    )
    assert back.keys == ()


def test_a_sent_json_from_before_pages_were_noted_can_be_read() -> None:
    old = {name: value for name, value in sent_to_json(POST).items() if name != "page"}
    assert sent_from_json(old) == replace(through_json(POST), page=None)


def test_a_post_that_came_back_is_known_again() -> None:
    issue = SentIssue("2026-W07", datetime(2026, 2, 16, tzinfo=UTC), (through_json(POST),))
    sent = SentPosts([issue], NEW_YORK)
    assert sent.issue_of(POST) == "2026-W07"
    assert sent.issue_of(Post("other", "x", keys=("title:other:a",))) == "2026-W07"


def test_the_unknown_is_null_and_never_missing() -> None:
    data = post_to_json(Post("notes", "T"), NEW_YORK)
    assert data == {
        "source": "notes",
        "title": "T",
        "url": None,
        "published": None,
        "precision": None,
        "first_seen": None,
        "minutes": None,
        "words": None,
        "authors": [],
        "tags": [],
        "summary": "",
        "image": None,
        "also_in": [],
    }


def test_a_civil_date_is_its_midnight_in_the_newsletters_zone() -> None:
    data = post_to_json(POST, NEW_YORK)
    assert (data["published"], data["precision"]) == ("2026-02-14T00:00:00-05:00", "day")
    exact = post_to_json(Post("a", "T", published=INSTANT), NEW_YORK)
    assert (exact["published"], exact["precision"]) == ("2026-02-14T00:30:00+05:30", "instant")


def test_what_is_known_is_told() -> None:
    post = Post(
        "a",
        "T",
        minutes=0,
        image=Image(None, "Alt"),
        also_in=(AlsoIn("b", None),),
        first_seen=datetime(2026, 2, 14, tzinfo=UTC),
    )
    data = candidate_to_json(Candidate(post, selected=False, code="queued", reason="why"), NEW_YORK)
    assert data["minutes"] == 0
    assert data["image"] == {"url": None, "alt": "Alt"}
    assert data["also_in"] == [{"source": "b", "url": None}]
    assert data["first_seen"] == "2026-02-14T00:00:00+00:00"
    assert (data["selected"], data["code"], data["reason"]) == (False, "queued", "why")
    assert json.loads(json.dumps(data)) == data
