"""selection.json stays small, whatever is known."""

import json
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from digest.app.selection_json import PER_CODE, SUMMARY, to_json
from digest.core.model import Candidate, Post
from digest.core.when import When
from digest.core.window import Window

ZONE = ZoneInfo("UTC")
WINDOW = Window(datetime(2026, 3, 2, tzinfo=ZONE), datetime(2026, 3, 9, tzinfo=ZONE), ZONE)
AGE = timedelta(weeks=4)


def candidate(title: str, day: date | None, code: str = "outside-window") -> Candidate:
    when = When(None, day, "day", "", "feed") if day else None
    post = Post("notes", title, f"https://notes.example.org/{title}", published=when)
    return Candidate(post, selected=code == "selected", code=code, reason=f"because of {code}")


def stored(*candidates: Candidate) -> tuple[list[str], dict[str, int]]:
    data = to_json("2026-W10", candidates, WINDOW, AGE)
    return [each["title"] for each in data["candidates"]], data["rest"]


def test_the_chosen_and_those_near_the_window_are_stored_in_their_order():
    titles, rest = stored(
        candidate("after", date(2026, 4, 1)),
        candidate("pinned", date(2020, 1, 1), "selected"),
        candidate("before", date(2026, 2, 20)),
        candidate("undated", None, "queued"),
    )
    assert titles == ["after", "pinned", "before", "undated"]
    assert rest == {}


@pytest.mark.parametrize(("day", "near"), [(-28, True), (-29, False), (35, True), (36, False)])
def test_what_is_further_away_than_max_age_is_counted(day, near):
    titles, rest = stored(candidate("post", date(2026, 3, 2) + timedelta(day)))
    assert (titles, rest) == ((["post"], {}) if near else ([], {"outside-window": 1}))


def test_of_many_left_out_for_one_reason_the_nearest_are_stored():
    day = date(2026, 3, 1)
    many = [candidate(str(n), day - timedelta(n % 25)) for n in range(100)]
    titles, rest = stored(*many, candidate("other", None, "queued"))
    assert titles == [str(n) for n in range(100) if n % 25 < 12 or n in (12, 37)] + ["other"]
    assert len(titles) == PER_CODE + 1
    assert rest == {"outside-window": 100 - PER_CODE}


def test_ten_thousand_posts_make_a_small_file():
    codes = "outside-window already-sent too-old excluded queued maximum selected".split()
    first = datetime(2026, 1, 1, tzinfo=UTC).date()
    many = []
    for n in range(10_000):
        code = codes[n % 6] if n > 11 else "selected"
        each = candidate(f"A title of some words, number {n}", first + timedelta(n % 120), code)
        many.append(Candidate(long(each.post), each.selected, each.code, each.reason))
    data = to_json("2026-W10", many, WINDOW, AGE)
    assert len(json.dumps(data, indent=2, ensure_ascii=False).encode()) < 300_000
    assert sum(each["selected"] for each in data["candidates"]) == 12
    assert len(data["candidates"]) + sum(data["rest"].values()) == 10_000


def test_only_readers_of_the_issue_get_whole_summaries():
    many = [candidate("in", None, "selected"), candidate("out", None, "queued")]
    whole = [Candidate(long(c.post), c.selected, c.code, c.reason) for c in many]
    told = [each["summary"] for each in to_json("2026-W10", whole, WINDOW, AGE)["candidates"]]
    assert told == [whole[0].post.summary, whole[1].post.summary[: SUMMARY - 1] + "…"]


def long(post: Post) -> Post:
    return Post(
        post.source, post.title, post.url, summary="A word. " * 80, published=post.published
    )
