"""How often an issue is due, and for which period: pure arithmetic on the civil calendar."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from digest.core.quick import dataclass
from digest.core.window import Window, at, next_month, utc

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PERIODS = ("day", "week", "2 weeks", "month")
EPOCH = date(2024, 1, 1)  # a Monday; "2 weeks" counts from here when no anchor is set


@dataclass(frozen=True, slots=True)
class Schedule:
    """`[schedule]` of digest.toml.

    `every` is day, week, 2 weeks or month. `starts` says when a period begins: an hour ("09:00")
    for days, a weekday and an hour ("monday 09:00") for weeks, a day of the month and an hour
    ("1 09:00") for months; a missing hour is midnight. `anchor` is any date within a first week of
    two.
    """

    every: str = "week"
    starts: str = ""
    anchor: date = EPOCH

    def __post_init__(self) -> None:
        if self.every not in PERIODS:
            raise ValueError(f'every = "{self.every}": expected one of {", ".join(PERIODS)}')
        self.begins()

    def begins(self) -> tuple[int, time]:
        """The day in its week (Monday is 0) or month (from 1), and the hour.

        Raises:
            ValueError: `starts` does not fit `every`.
        """
        name, _, clock = " ".join(self.starts.lower().split()).rpartition(" ")
        if not name and ":" not in clock:
            name, clock = clock, ""
        return self._ordinal(name), self._hour(clock or "00:00")

    def _ordinal(self, name: str) -> int:
        if self.every == "month" and name.isdigit() and 1 <= int(name) <= 31:
            return int(name)
        if "week" in self.every and name in WEEKDAYS:
            return WEEKDAYS.index(name)
        if name:
            expected = {"day": "09:00", "month": "1 09:00"}.get(self.every, "monday 09:00")
            raise ValueError(f'starts = "{self.starts}": expected something like "{expected}"')
        return 1 if self.every == "month" else 0

    def _hour(self, clock: str) -> time:
        if found := re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", clock):
            return time(int(found[1]), int(found[2]))
        raise ValueError(f'starts = "{self.starts}": {clock} is no time of day')


def last_complete(schedule: Schedule, now: datetime, zone: ZoneInfo) -> Window:
    """The last period of `schedule` that has ended by `now`.

    A day that a zone left out, as it moved across the date line, is no period.
    """
    end = _begin(schedule, now.astimezone(zone).date())
    while utc(_moment(schedule, end, zone)) > utc(now):
        end = _before(schedule, end)
    start = _before(schedule, end)
    while utc(_moment(schedule, start, zone)) == utc(_moment(schedule, end, zone)):
        start = _before(schedule, start)
    return Window(_moment(schedule, start, zone), _moment(schedule, end, zone), zone)


def following(schedule: Schedule, period: Window) -> Window:
    """The period of `schedule` that begins where `period` ends."""
    zone, end = period.zone, _after(schedule, period.end.date())
    later = _after(schedule, end)
    while utc(_moment(schedule, later, zone)) == utc(_moment(schedule, end, zone)):
        end, later = later, _after(schedule, later)
    return Window(period.end, _moment(schedule, end, zone), zone)


def complete_periods(
    schedule: Schedule, since: datetime, until: datetime, zone: ZoneInfo
) -> Iterator[Window]:
    """The periods that begin at `since` or after it and have ended by `until`, in their order."""
    period = last_complete(schedule, since, zone)
    while utc(period.start) < utc(since):
        period = following(schedule, period)
    while utc(period.end) <= utc(until):
        yield period
        period = following(schedule, period)


def _moment(schedule: Schedule, day: date, zone: ZoneInfo) -> datetime:
    """When the period begins that begins on `day`."""
    return at(day, zone, schedule.begins()[1])


def _begin(schedule: Schedule, day: date) -> date:
    """The day on which the period that holds `day` begins, hours aside."""
    ordinal, _ = schedule.begins()
    if schedule.every == "day":
        return day
    if schedule.every == "month":
        begin = _in_month(day, ordinal)
        return begin if begin <= day else _in_month(day.replace(day=1) - timedelta(1), ordinal)
    begin = day - timedelta(days=(day.weekday() - ordinal) % 7)
    anchor = schedule.anchor - timedelta(days=(schedule.anchor.weekday() - ordinal) % 7)
    odd = schedule.every == "2 weeks" and (begin - anchor).days // 7 % 2
    return begin - timedelta(days=7) if odd else begin


def _before(schedule: Schedule, begin: date) -> date:
    return _begin(schedule, begin - timedelta(days=1))


def _after(schedule: Schedule, begin: date) -> date:
    if schedule.every == "month":
        return _in_month(next_month(begin), schedule.begins()[0])
    return begin + timedelta(days={"day": 1, "week": 7, "2 weeks": 14}[schedule.every])


def _in_month(day: date, ordinal: int) -> date:
    """`ordinal` in the month of `day`; the 31st of a short month is its last day."""
    last = next_month(day) - timedelta(days=1)
    return min(day.replace(day=1) + timedelta(days=ordinal - 1), last)
