from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.core.schedule import Schedule, last_complete

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
