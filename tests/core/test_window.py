from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from digest.core import window as windows
from digest.core.errors import UsageError
from digest.core.when import When
from digest.core.window import Window, between, day, duration, last, month, span, utc, week

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
PLACES = [
    "Pacific/Honolulu",
    "America/New_York",
    "UTC",
    "Europe/Berlin",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "Pacific/Apia",
    "Pacific/Kiritimati",
]


def instant(moment: datetime) -> When:
    return When(moment, None, "instant", "", "feed")


def civil(day: date) -> When:
    return When(None, day, "day", "", "feed")


def hours(window: Window) -> float:
    return (window.end.astimezone(UTC) - window.start.astimezone(UTC)) / timedelta(hours=1)


def test_window_is_half_open() -> None:
    window = week("2026-W47", BERLIN)
    assert instant(window.start) in window
    assert instant(window.end - timedelta(microseconds=1)) in window
    assert instant(window.end) not in window
    assert instant(window.start - timedelta(microseconds=1)) not in window


def test_a_post_exactly_at_the_end_belongs_to_the_next_window() -> None:
    end = instant(week("2026-W47", BERLIN).end)
    assert end in week("2026-W48", BERLIN)


def test_an_instant_counts_in_the_newsletters_zone() -> None:
    before_midnight_in_berlin = instant(datetime(2026, 11, 15, 22, 59, tzinfo=UTC))
    after_midnight_in_berlin = instant(datetime(2026, 11, 15, 23, 0, tzinfo=UTC))
    assert before_midnight_in_berlin in week("2026-W46", BERLIN)
    assert after_midnight_in_berlin in week("2026-W47", BERLIN)


@pytest.mark.parametrize("place", PLACES)
@settings(deadline=None)
@given(st.dates(date(1996, 1, 1), date(2095, 1, 1)))
def test_a_civil_date_stays_on_its_day_in_every_zone(place: str, written: date) -> None:
    before, after = written - timedelta(days=1), written + timedelta(days=1)
    never = date(2011, 12, 30)  # a day that Apia did not have
    assume(place != "Pacific/Apia" or never not in (before, written))
    zone = ZoneInfo(place)
    assert day(civil(written), zone) == written
    assert civil(written) in between(written, after, zone)
    assert civil(written) not in between(before, written, zone)


@pytest.mark.parametrize("place", PLACES)
def test_an_instant_is_shown_on_the_day_it_has_in_the_zone(place: str) -> None:
    zone = ZoneInfo(place)
    noon = datetime(2026, 2, 14, 12, tzinfo=zone)
    assert day(instant(noon.astimezone(UTC)), zone) == date(2026, 2, 14)


@pytest.mark.parametrize(
    ("on", "long"), [(date(2026, 3, 8), 23), (date(2026, 11, 1), 25), (date(2026, 11, 2), 24)]
)
def test_a_day_is_one_day_whatever_its_hours(on: date, long: int) -> None:
    assert hours(between(on, on + timedelta(days=1), NEW_YORK)) == long


def test_both_readings_of_a_repeated_hour_are_in_the_window() -> None:
    window = between(date(2026, 11, 1), date(2026, 11, 2), NEW_YORK)
    for fold in (0, 1):
        assert instant(datetime(2026, 11, 1, 1, 30, tzinfo=NEW_YORK, fold=fold)) in window


def test_the_end_of_a_week_with_a_clock_change_is_sharp() -> None:
    window = week("2026-W43", BERLIN)  # ends at 00:00 CET on 26 October, after 169 hours
    assert hours(window) == 169
    assert instant(datetime(2026, 10, 25, 22, 59, tzinfo=UTC)) in window
    assert instant(datetime(2026, 10, 25, 23, 0, tzinfo=UTC)) not in window


@pytest.mark.parametrize("place", PLACES)
def test_every_hour_of_a_year_is_in_exactly_one_week_and_one_month(place: str) -> None:
    zone = ZoneInfo(place)
    weeks = [week(f"2026-W{number:02}", zone) for number in range(1, 54)]
    months = [month(f"2026-{number:02}", zone) for number in range(1, 13)]
    for parts in (weeks, months):
        edges = [part.start.astimezone(UTC) for part in parts]
        assert [part.end.astimezone(UTC) for part in parts[:-1]] == edges[1:]
        moment = edges[0]
        for part in parts:
            while moment < part.end.astimezone(UTC):
                assert instant(moment) in part
                moment += timedelta(hours=1)


@settings(deadline=None)
@given(st.integers(1996, 2090), st.sampled_from(PLACES))
def test_the_weeks_and_months_of_any_year_partition_it(year: int, place: str) -> None:
    zone = ZoneInfo(place)
    last_week = date(year, 12, 28).isocalendar().week  # of 52 or 53
    weeks = [week(f"{year}-W{number:02}", zone) for number in range(1, last_week + 1)]
    months = [month(f"{year}-{number:02}", zone) for number in range(1, 13)]
    for parts, after in (
        (weeks, week(f"{year + 1}-W01", zone)),
        (months, month(f"{year + 1}-01", zone)),
    ):
        for one, other in pairwise([*parts, after]):
            assert utc(one.start) < utc(one.end) == utc(other.start)
            assert instant(one.end) not in one
            assert instant(one.end) in other
            assert civil(other.start.date()) not in one
            assert civil(other.start.date()) in other


def test_the_year_2026_has_a_week_53_that_reaches_into_2027() -> None:
    window = week("2026-W53", BERLIN)
    assert civil(date(2027, 1, 1)) in window
    assert window.id == "2026-W53"
    assert (window.start.date(), window.last_day) == (date(2026, 12, 28), date(2027, 1, 3))


def test_the_first_week_may_begin_in_the_old_year() -> None:
    window = week("2026-W01", BERLIN)
    assert window.start.date() == date(2025, 12, 29)
    assert window.id == "2026-W01"


@settings(deadline=None)
@given(st.dates(date(1990, 1, 1), date(2200, 1, 1)), st.integers(1, 60))
def test_a_windows_id_names_a_week_a_month_or_its_ends(first: date, days: int) -> None:
    after = first + timedelta(days=days)
    window = between(first, after, BERLIN)
    if "W" in window.id:
        assert week(window.id, BERLIN) == window
    elif "--" in window.id:
        assert window.id == f"{first}--{after}"
        since, until = window.id.split("--")
        assert span(since, until, BERLIN) == window
    else:
        assert month(window.id, BERLIN) == window


@pytest.mark.parametrize(
    ("since", "until", "named"),
    [
        ("2026-11-16", "2026-11-23", "2026-W47"),
        ("2026-11-01", "2026-12-01", "2026-11"),
        ("2026-12-01", "2027-01-01", "2026-12"),
        ("2026-11-01", "2026-11-15", "2026-11-01--2026-11-15"),
        ("2026-11-17", "2026-11-24", "2026-11-17--2026-11-24"),
        ("2026-11-16T09:00", "2026-11-23T09:00", "2026-11-16--2026-11-23"),
        ("2026-11-16T09:00", "2026-11-16T18:30", "2026-11-16T0900--2026-11-16T1830"),
    ],
)
def test_the_id_of_a_span(since: str, until: str, named: str) -> None:
    assert span(since, until, BERLIN).id == named


def test_a_week_is_a_week_where_midnight_does_not_exist() -> None:
    cairo = ZoneInfo("Africa/Cairo")  # on Friday 24 April 2026 the day begins at 01:00
    window = span("2026-04-24", "2026-04-25", cairo)
    assert hours(window) == 23
    assert window.id == "2026-04-24--2026-04-25"


def test_until_is_exclusive_and_an_offset_is_honoured() -> None:
    window = span("2026-11-01", "2026-11-03T00:00Z", BERLIN)
    assert civil(date(2026, 11, 2)) in window
    assert instant(datetime(2026, 11, 2, 23, 59, tzinfo=UTC)) in window
    assert instant(datetime(2026, 11, 3, 0, 0, tzinfo=UTC)) not in window


def test_the_last_seven_days_are_civil_days_with_today() -> None:
    now = datetime(2026, 11, 20, 15, 30, tzinfo=BERLIN)
    window = last("7d", now, BERLIN)
    assert window == between(date(2026, 11, 14), date(2026, 11, 21), BERLIN)


def test_today_is_today_in_the_newsletters_zone() -> None:
    now = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    assert last("1d", now, BERLIN).start.date() == date(2026, 11, 21)
    assert last("1d", now, NEW_YORK).start.date() == date(2026, 11, 20)


@pytest.mark.parametrize("text", ["168h", "168H", "168 hours", " 168 hour "])
def test_hours_are_hours_up_to_now(text: str) -> None:
    now = datetime(2026, 10, 27, 15, 30, tzinfo=BERLIN)  # a clock change lies in between
    window = last(text, now, BERLIN)
    assert window.end == now
    assert hours(window) == 168
    assert window.start.hour == 16


@pytest.mark.parametrize("text", ["2w", "2 weeks", "14d", "14 Days"])
def test_weeks_are_days(text: str) -> None:
    now = datetime(2026, 11, 20, 15, 30, tzinfo=BERLIN)
    assert last(text, now, BERLIN) == between(date(2026, 11, 7), date(2026, 11, 21), BERLIN)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("4 weeks", timedelta(weeks=4)),
        ("1 week", timedelta(weeks=1)),
        ("10 days", timedelta(days=10)),
        ("36h", timedelta(hours=36)),
        ("0d", timedelta()),
        ("4 months", None),
        ("weeks", None),
        ("-7d", None),
        ("1.5d", None),
        ("", None),
    ],
)
def test_durations(text: str, length: timedelta | None) -> None:
    assert duration(text) == length


@pytest.mark.parametrize(
    "text", ["2026-W54", "2025-W53", "2026-W00", "2026-47", "W47", "", "0001-W01", "9999-W52"]
)
def test_a_week_that_is_none_says_how_to_write_one(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        week(text, ZoneInfo("Pacific/Kiritimati"))
    assert text in refused.value.message
    assert "2026-W47" in refused.value.hint


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-00", "11-2026", "november", "0001-01", "9999-12"]
)
def test_a_month_that_is_none_says_how_to_write_one(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        month(text, ZoneInfo("Pacific/Kiritimati"))
    assert "2026-11" in refused.value.hint


@pytest.mark.parametrize(
    "text", ["yesterday", "2026-02-30", "20.11.2026", "", "0001-01-01", "9999-12-31"]
)
def test_a_date_that_is_none_names_its_option(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        span(text, "2026-11-20", ZoneInfo("Pacific/Kiritimati"))
    assert refused.value.message.startswith("--since")
    with pytest.raises(UsageError) as refused:
        span("2026-11-20", text, ZoneInfo("Pacific/Honolulu"))
    assert refused.value.message.startswith("--until")
    assert "2026-11-20" in refused.value.hint


@pytest.mark.parametrize("text", ["", "7", "d", "0d", "a week", "-7d", "7 months"])
def test_a_length_that_is_none_says_how_to_write_one(text: str) -> None:
    with pytest.raises(UsageError, match="length of time") as refused:
        last(text, datetime(2026, 11, 20, tzinfo=UTC), BERLIN)
    assert "7d" in refused.value.hint


@settings(deadline=None)
@given(st.text(max_size=12), st.sampled_from(PLACES))
def test_whatever_is_typed_gives_a_window_or_a_usage_error(text: str, place: str) -> None:
    zone, now = ZoneInfo(place), datetime(2026, 11, 20, tzinfo=UTC)
    typed: list[Callable[[], Window]] = [
        lambda: week(text, zone),
        lambda: month(text, zone),
        lambda: span(text, "2026-11-20", zone),
        lambda: last(text, now, zone),
    ]
    for read in typed:
        with suppress(UsageError):
            window = read()
            assert window.start < window.end


@pytest.mark.parametrize("until", ["2026-11-20", "2026-11-19", "2026-11-20T00:00"])
def test_an_empty_window_is_refused_with_the_reason(until: str) -> None:
    with pytest.raises(UsageError, match="is empty") as refused:
        span("2026-11-20", until, BERLIN)
    assert "exclusive" in refused.value.hint


def test_the_last_day_has_a_moment_inside() -> None:
    assert week("2026-W47", BERLIN).last_day == date(2026, 11, 22)
    assert span("2026-11-16T09:00", "2026-11-23T09:00", BERLIN).last_day == date(2026, 11, 23)


def test_a_moment_typed_with_an_offset_comes_back_in_the_zone() -> None:
    found = windows.read_moment("2026-11-20T09:00-05:00", BERLIN, "--now")
    assert found.isoformat() == "2026-11-20T15:00:00+01:00"
