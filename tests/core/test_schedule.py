from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.core.schedule import Schedule, complete_periods, following, last_complete
from digest.core.when import When
from digest.core.window import Window, utc

BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2000, 1, 1, tzinfo=UTC)
SCHEDULES = [
    Schedule("day"),
    Schedule("day", "09:00"),
    Schedule("day", "02:30"),
    Schedule("week"),
    Schedule("week", "monday 09:00"),
    Schedule("week", "sunday 23:59"),
    Schedule("week", "thursday"),
    Schedule("2 weeks", "friday 17:00"),
    Schedule("2 weeks", "monday", anchor=date(2026, 1, 7)),
    Schedule("month"),
    Schedule("month", "15 09:00"),
    Schedule("month", "31 09:00"),
    Schedule("month", "30"),
]
named = pytest.mark.parametrize("schedule", SCHEDULES, ids=lambda s: f"{s.every} {s.starts}")


def at(text: str, zone: ZoneInfo = BERLIN) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("schedule", "now", "start", "end"),
    [
        (Schedule("day"), "2026-11-20T00:00", "2026-11-19T00:00", "2026-11-20T00:00"),
        (Schedule("day", "9:00"), "2026-11-20T08:59", "2026-11-18T09:00", "2026-11-19T09:00"),
        (Schedule("week"), "2026-11-20T12:00", "2026-11-09T00:00", "2026-11-16T00:00"),
        (
            Schedule("week", "monday 09:00"),
            "2026-11-16T08:59",
            "2026-11-02T09:00",
            "2026-11-09T09:00",
        ),
        (
            Schedule("week", "Monday  09:00"),
            "2026-11-16T09:00",
            "2026-11-09T09:00",
            "2026-11-16T09:00",
        ),
        (Schedule("week", "friday"), "2026-11-20T12:00", "2026-11-13T00:00", "2026-11-20T00:00"),
        (Schedule("month"), "2026-03-01T00:00", "2026-02-01T00:00", "2026-03-01T00:00"),
        (Schedule("month"), "2026-01-15T12:00", "2025-12-01T00:00", "2026-01-01T00:00"),
        (Schedule("month", "31"), "2026-03-15T12:00", "2026-01-31T00:00", "2026-02-28T00:00"),
        (Schedule("month", "31"), "2028-03-15T12:00", "2028-01-31T00:00", "2028-02-29T00:00"),
        (Schedule("month", "31"), "2026-05-01T12:00", "2026-03-31T00:00", "2026-04-30T00:00"),
        (Schedule("week"), "2027-01-05T12:00", "2026-12-28T00:00", "2027-01-04T00:00"),
        (Schedule("2 weeks"), "2024-01-15T00:00", "2024-01-01T00:00", "2024-01-15T00:00"),
        (Schedule("2 weeks"), "2024-01-28T00:00", "2024-01-01T00:00", "2024-01-15T00:00"),
        (
            Schedule("2 weeks", anchor=date(2024, 1, 8)),
            "2024-01-22T00:00",
            "2024-01-08T00:00",
            "2024-01-22T00:00",
        ),
    ],
)
def test_the_last_complete_period(schedule: Schedule, now: str, start: str, end: str) -> None:
    window = last_complete(schedule, at(now), BERLIN)
    assert (window.start, window.end) == (at(start), at(end))


def test_periods_without_an_hour_are_iso_weeks_and_months() -> None:
    assert last_complete(Schedule("week"), at("2026-11-20T12:00"), BERLIN).id == "2026-W46"
    assert last_complete(Schedule("month"), at("2026-11-20T12:00"), BERLIN).id == "2026-10"


def test_any_day_of_the_first_week_anchors_two_weeks() -> None:
    now = at("2026-11-20T12:00")
    periods = {
        last_complete(Schedule("2 weeks", anchor=date(2026, 1, d)), now, BERLIN).id
        for d in range(5, 12)
    }
    assert len(periods) == 1


@named
@pytest.mark.parametrize("place", ["UTC", "Europe/Berlin", "America/New_York", "Pacific/Auckland"])
def test_consecutive_periods_partition_a_year(schedule: Schedule, place: str) -> None:
    zone = ZoneInfo(place)
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    window = last_complete(schedule, moment, zone)
    while moment < datetime(2027, 1, 20, tzinfo=UTC):
        current = last_complete(schedule, moment, zone)
        assert current.end.astimezone(UTC) <= moment
        if current != window:
            assert current.start == window.end
            assert current.start.fold == window.end.fold
        window = current
        moment += timedelta(hours=6)


@named
@settings(deadline=None)
@given(st.integers(0, 90 * 365 * 24 * 60).map(lambda m: START + timedelta(minutes=m)))
def test_the_due_period_is_the_one_that_ended_last(schedule: Schedule, now: datetime) -> None:
    window = last_complete(schedule, now, BERLIN)
    assert window.end.astimezone(UTC) <= now
    following = last_complete(schedule, window.end, BERLIN)
    assert following == window
    just_before = window.end.astimezone(UTC) - timedelta(seconds=1)
    assert last_complete(schedule, just_before, BERLIN).end == window.start


PLACES = [
    "Pacific/Honolulu",
    "America/Nuuk",  # its clock jumps from 23:00 to midnight
    "Africa/Casablanca",
    "Europe/Berlin",
    "Africa/Cairo",  # its clock jumps from midnight to 01:00
    "Asia/Kathmandu",
    "Australia/Lord_Howe",  # its clock moves by half an hour
    "Pacific/Auckland",
    "Pacific/Apia",  # it had no 30 December 2011
    "Pacific/Kiritimati",
]
CLOCKS = st.sampled_from(["00:00", "00:30", "01:30", "02:00", "02:15", "02:30", "09:00", "23:30"])
DAYS = st.sampled_from(["monday", "tuesday", "friday", "saturday", "sunday"])
WEEKLY = st.tuples(DAYS, CLOCKS).map(" ".join)
ANY_SCHEDULE = st.one_of(
    st.builds(Schedule, st.just("day"), CLOCKS),
    st.builds(Schedule, st.just("week"), WEEKLY),
    st.builds(Schedule, st.just("2 weeks"), WEEKLY, st.dates(date(1995, 1, 1), date(2060, 1, 1))),
    st.builds(
        Schedule,
        st.just("month"),
        st.tuples(st.integers(1, 31).map(str), CLOCKS).map(" ".join),
    ),
)
ANY_ZONE = st.sampled_from(PLACES).map(ZoneInfo)
YEAR_ENDS = st.integers(1996, 2060).map(lambda year: datetime(year, 12, 31, tzinfo=UTC))
CLOCK_CHANGES = st.sampled_from(
    [datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)]
)
DATE_LINE = st.just(datetime(2011, 12, 30, tzinfo=UTC))
ANY_MOMENT = st.one_of(
    st.integers(0, 60 * 365 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes)),
    st.tuples(st.one_of(YEAR_ENDS, CLOCK_CHANGES, DATE_LINE), st.integers(-96, 96)).map(
        lambda near: near[0] + near[1] * timedelta(minutes=30)
    ),
)


def instant(moment: datetime) -> When:
    return When(moment, None, "instant", "", "feed")


def periods_around(schedule: Schedule, moment: datetime, zone: ZoneInfo) -> list[Window]:
    """Five periods, of which `moment` is in the third."""
    periods = [last_complete(schedule, moment - timedelta(days=62), zone)]
    while utc(periods[-1].end) <= moment:
        periods.append(following(schedule, periods[-1]))
    periods += islice(complete_periods(schedule, periods[-1].end, moment + timedelta(200), zone), 2)
    return periods[-5:]


@settings(deadline=None, max_examples=300)
@given(ANY_SCHEDULE, ANY_ZONE, ANY_MOMENT)
def test_no_instant_is_in_two_periods_or_none(
    schedule: Schedule, zone: ZoneInfo, moment: datetime
) -> None:
    periods = periods_around(schedule, moment, zone)
    assert [instant(moment) in period for period in periods].count(True) == 1
    for one, other in pairwise(periods):
        assert utc(one.start) < utc(one.end) == utc(other.start)
        assert one.id != other.id


@settings(deadline=None, max_examples=300)
@given(ANY_SCHEDULE, ANY_ZONE, ANY_MOMENT)
def test_no_civil_date_is_in_two_periods_or_none(
    schedule: Schedule, zone: ZoneInfo, moment: datetime
) -> None:
    written = When(None, moment.date(), "day", "", "listing")
    periods = periods_around(schedule, moment, zone)
    assert [written in period for period in periods].count(True) == 1


@settings(deadline=None, max_examples=300)
@given(ANY_SCHEDULE, ANY_ZONE, ANY_MOMENT)
def test_the_following_period_is_the_next_that_is_due(
    schedule: Schedule, zone: ZoneInfo, moment: datetime
) -> None:
    period = last_complete(schedule, moment, zone)
    after = following(schedule, period)
    assert utc(period.end) <= moment < utc(after.end)
    assert last_complete(schedule, after.end, zone) == after
    assert last_complete(schedule, after.end, zone).id == after.id
    assert last_complete(schedule, utc(after.end) - timedelta(microseconds=1), zone) == period


@settings(deadline=None)
@given(ANY_SCHEDULE, ANY_ZONE, ANY_MOMENT, st.integers(0, 100))
def test_complete_periods_lie_between_their_bounds(
    schedule: Schedule, zone: ZoneInfo, since: datetime, days: int
) -> None:
    until = since + timedelta(days)
    periods = list(complete_periods(schedule, since, until, zone))
    assert all(since <= utc(p.start) and utc(p.end) <= until for p in periods)
    due = last_complete(schedule, until, zone)
    assert periods[-1:] == ([due] if utc(due.start) >= since else [])


def test_a_period_whose_hour_the_clock_jumped_over_ends_after_the_jump() -> None:
    nuuk, daily = ZoneInfo("America/Nuuk"), Schedule("day", "23:30")
    before, after = at("2024-03-31T00:15", nuuk), at("2024-03-31T00:30", nuuk)
    assert last_complete(daily, before, nuuk).id == "2024-03-28--2024-03-29"
    assert last_complete(daily, after, nuuk).id == "2024-03-29--2024-03-30"


def test_a_day_that_a_zone_left_out_is_no_period() -> None:
    apia = ZoneInfo("Pacific/Apia")
    days = complete_periods(Schedule("day"), at("2011-12-28", apia), at("2012-01-02", apia), apia)
    assert [period.id[:10] for period in days] == [
        *("2011-12-28", "2011-12-29", "2011-12-31", "2012-01-01")
    ]


def test_every_second_week_goes_on_through_a_year_of_53_weeks() -> None:
    fortnights = complete_periods(Schedule("2 weeks"), at("2026-12-07"), at("2027-02-01"), BERLIN)
    assert [(p.start.isocalendar().week, p.end.isocalendar().week) for p in fortnights] == [
        *((51, 53), (53, 2), (2, 4))
    ]


def test_hours_follow_the_clock_through_a_change() -> None:
    window = last_complete(Schedule("day", "09:00"), at("2026-03-29T12:00"), BERLIN)
    length = window.end.astimezone(UTC) - window.start.astimezone(UTC)
    assert length == timedelta(hours=23)
    assert window.end.time() == time(9)


@pytest.mark.parametrize(
    ("every", "starts"),
    [
        ("fortnight", ""),
        ("Week", ""),
        ("week", "mon 09:00"),
        ("week", "1 09:00"),
        ("week", "monday 25:00"),
        ("week", "monday 24:00"),
        ("week", "monday 9"),
        ("week", "monday 09:00+02:00"),
        ("week", "monday 09:00:30"),
        ("day", "monday 09:00"),
        ("day", "9:5"),
        ("month", "32 09:00"),
        ("month", "0"),
        ("month", "monday"),
        ("month", "1 1 09:00"),
    ],
)
def test_a_schedule_that_is_none_is_refused(every: str, starts: str) -> None:
    with pytest.raises(ValueError, match=r"^(every|starts) = "):
        Schedule(every, starts)
