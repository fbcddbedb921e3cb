from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.core.context import Rules, context_of
from digest.core.history import History, SentIssue, Sighting
from digest.core.horizon import Horizon
from digest.core.identity import with_keys
from digest.core.model import Post, Selection, Source
from digest.core.select import select
from digest.core.thin import reach, wider
from digest.core.when import When
from digest.core.window import Window, month, week

BERLIN = ZoneInfo("Europe/Berlin")
W47 = week("2026-W47", BERLIN)  # Monday 16 to Sunday 22 November
NOTES = Source("notes", "feed", "https://notes.example.org/index.xml")
RULES = Rules(W47, (NOTES,), datetime(2026, 11, 23, 9, tzinfo=BERLIN), min_posts=3)
LONG_AGO = {"notes": datetime(2026, 1, 1, tzinfo=UTC)}
SENT = History((SentIssue("2026-W46", W47.start, ()),), LONG_AGO)


def dated(*days: str) -> tuple[Post, ...]:
    whens = (When(None, date.fromisoformat(day), "day", day, "feed") for day in days)
    posts = [Post("notes", f"Of {when.raw}", published=when) for when in whens]
    return with_keys([replace(post, order=place) for place, post in enumerate(posts)])


def pick(posts: Sequence[Post], history: History = History(), **more: object) -> Selection:  # noqa: B008
    return select(posts, replace(RULES, **more), history)  # type: ignore[arg-type]


def codes(selection: Selection) -> dict[str, str]:
    return {c.post.title.removeprefix("Of "): c.code for c in selection.candidates}


DAYS = ("2026-11-18", "2026-11-12", "2026-11-09", "2026-11-08")


def test_a_thin_issue_waits_by_default() -> None:
    found = pick(dated(*DAYS))
    assert found.posts == ()
    assert codes(found)["2026-11-18"] == "too-few"


def test_a_window_begins_earlier_by_its_own_length() -> None:
    found = pick(dated(*DAYS), thin="widen")
    assert codes(found) == dict(
        zip(DAYS, ["selected", "widened", "widened", "outside-window"], strict=True)
    )
    assert [post.published.raw for post in found.posts if post.published] == list(DAYS[:3])


@pytest.mark.parametrize("due", [True, False])
def test_a_first_issue_is_widened_as_a_window(due: bool) -> None:
    assert codes(pick(dated(*DAYS), thin="widen", due=due))["2026-11-09"] == "widened"


def test_for_an_issue_that_is_due_max_age_counts_double() -> None:
    days = ("2026-11-18", "2026-10-20", "2026-10-01", "2026-09-29", "2026-09-27")
    found = pick(dated(*days), SENT, thin="widen", due=True)
    assert codes(found) == dict(
        zip(days, ["selected", "widened", "widened", "widened", "too-old"], strict=True)
    )


def test_enough_posts_widen_nothing() -> None:
    days = ("2026-11-16", "2026-11-17", "2026-11-18", "2026-11-12")
    assert codes(pick(dated(*days), thin="widen"))["2026-11-12"] == "outside-window"
    assert codes(pick(dated(*days), thin="fill"))["2026-11-12"] == "outside-window"


def test_a_back_catalogue_stays_out_of_a_widened_issue() -> None:
    history = replace(SENT, baselines={"notes": W47.end})
    found = pick(dated("2026-11-18", "2026-10-20"), history, thin="widen", due=True, min_posts=2)
    assert codes(found) == {"2026-11-18": "too-few", "2026-10-20": "too-old"}


def test_fill_takes_the_newest_of_a_year_until_there_are_enough() -> None:
    days = ("2026-11-18", "2026-05-01", "2025-11-24", "2025-11-20", "2026-12-24")
    posts = dated(*days)
    history = replace(SENT, baselines={"notes": W47.end})
    key = posts[1].key
    history = replace(history, sightings={("notes", key): Sighting("notes", key, W47.end)})
    found = pick(posts, history, thin="fill", due=True, min_posts=2)
    assert codes(found) == dict(
        zip(days, ["selected", "filled", "too-old", "too-old", "future"], strict=True)
    )
    more = pick(posts, history, thin="fill", due=True, min_posts=3)
    assert codes(more)["2025-11-24"] == "filled"
    assert pick(posts, history, thin="fill", due=True, min_posts=4).posts == ()


def test_fill_never_sends_a_post_again_nor_takes_what_the_window_will_have() -> None:
    posts = dated("2026-11-18", "2026-11-10", "2026-11-23")
    history = replace(SENT, sent=(SentIssue("2026-W46", W47.start, (posts[1],)),))
    found = pick(posts, history, thin="fill", min_posts=2)
    assert codes(found) == {
        "2026-11-18": "too-few",
        "2026-11-10": "already-sent",
        "2026-11-23": "outside-window",
    }


def test_what_is_filled_keeps_within_the_limits() -> None:
    capped = replace(NOTES, max_posts=2)
    assert pick(dated(*DAYS), thin="fill", sources=(capped,)).posts == ()
    assert len(pick(dated(*DAYS), thin="widen", sources=(capped,), min_posts=2).posts) == 2


def test_undated_posts_fill_nothing() -> None:
    page = with_keys([Post("notes", "About")])
    assert codes(pick((*dated("2026-11-18"), *page), thin="fill"))["About"] == "undated-page"


def test_a_widened_post_displaces_none_that_was_chosen() -> None:
    heavy = replace(NOTES, max_posts=1)
    found = pick(
        dated("2026-11-18", "2026-11-12"),
        thin="widen",
        sources=(heavy,),
        min_posts=1,
        weights=(("12", 9.0),),
        order=("weight", "date", "source", "title"),
    )
    assert [post.title for post in found.posts] == ["Of 2026-11-18"]


def test_the_words_say_why_it_is_in_all_the_same() -> None:
    told = {c.code: c.reason for c in pick(dated(*DAYS), thin="widen").candidates}
    assert told["widened"].endswith("outside the window, but fewer than 3 posts are within")


def test_a_wider_week_begins_on_a_monday_whatever_the_clocks_did() -> None:
    after_the_change = week("2026-W44", BERLIN)  # the clocks went back the night before
    rules = replace(RULES, window=after_the_change, thin="widen")
    begin = wider(context_of((), rules, History())).start
    assert begin == week("2026-W43", BERLIN).start.astimezone(UTC)


def test_an_hour_that_the_clocks_repeat_has_a_length() -> None:
    start = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    window = Window(start, start.replace(minute=15, fold=1), BERLIN)
    rules = replace(RULES, window=window, thin="widen")
    assert wider(context_of((), rules, History())).start < start.astimezone(UTC)


def test_a_window_of_all_times_can_be_widened() -> None:
    window = Window(
        datetime(1900, 1, 1, tzinfo=BERLIN), datetime(9899, 1, 1, tzinfo=BERLIN), BERLIN
    )
    assert codes(pick(dated("2026-11-18"), window=window, thin="widen")) == {
        "2026-11-18": "too-few"
    }
    Horizon.around(window, reach("widen", timedelta(weeks=4), window))


def test_what_may_come_in_is_read() -> None:
    weeks = timedelta(weeks=4)
    assert reach("skip", weeks, W47) == weeks
    assert reach("widen", weeks, W47) == 2 * weeks
    assert reach("widen", timedelta(days=3), month("2026-11", BERLIN)) == timedelta(days=30)
    assert reach("fill", weeks, W47) == timedelta(days=365)
    assert reach("fill", 100 * weeks, W47) == 100 * weeks


@settings(deadline=None)
@given(
    st.lists(st.dates(date(2025, 6, 1), date(2026, 12, 31)), unique=True, max_size=12),
    st.sampled_from(["widen", "fill"]),
    st.booleans(),
    st.integers(1, 5),
)
def test_more_is_only_taken_where_there_was_less(
    days: list[date], thin: str, due: bool, least: int
) -> None:
    posts = dated(*map(str, days))
    plain = pick(posts, SENT, due=due, min_posts=1)
    found = pick(posts, SENT, due=due, min_posts=least, thin=thin)
    if len(plain.posts) >= least:
        assert found.posts == plain.posts
    elif found.posts:
        assert all(post in found.posts for post in plain.posts)
        assert len(found.posts) >= least
        assert thin == "widen" or len(found.posts) == least
