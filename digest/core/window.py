"""Windows of time: half-open, in the newsletter's zone, with a name.

Both ends are localised separately, so a day of 23 or 25 hours is still one day, and consecutive
windows share an end and never an instant.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from digest.core.errors import UsageError
from digest.core.quick import dataclass
from digest.core.when import When

UNITS = {
    "h": timedelta(hours=1),
    "hour": timedelta(hours=1),
    "d": timedelta(days=1),
    "day": timedelta(days=1),
    "w": timedelta(weeks=1),
    "week": timedelta(weeks=1),
}
YEARS = range(1900, 9900)  # others are slips of the hand, and break arithmetic on dates
FIRST_POSTS = datetime(1990, 1, 1, tzinfo=UTC)  # what is dated earlier has no date at all


@dataclass(frozen=True, slots=True)
class Window:
    """The instants `start <= t < end`; both ends are aware and in `zone`."""

    start: datetime
    end: datetime
    zone: ZoneInfo

    def __contains__(self, when: When) -> bool:
        return utc(self.start) <= utc(moment(when, self.zone)) < utc(self.end)

    @property
    def id(self) -> str:
        """`2026-W47`, `2026-11`, else `2026-11-01--2026-11-15` with the end as it was given."""
        first, after = self.start.date(), self.end.date()
        if _midnight(self.start) and _midnight(self.end):
            if first.isoweekday() == 1 and after == first + timedelta(days=7):
                return first.strftime("%G-W%V")
            if first.day == 1 and after == next_month(first):
                return first.strftime("%Y-%m")
        if first == after:
            return f"{self.start:%Y-%m-%dT%H%M}--{self.end:%Y-%m-%dT%H%M}"
        return f"{first}--{after}"

    @property
    def last_day(self) -> date:
        """The last day with a moment inside, for showing `23 Feb - 1 Mar`."""
        return (self.end - timedelta(microseconds=1)).date()


def moment(when: When, zone: ZoneInfo) -> datetime:
    """The instant that `when` stands for: a civil date is the midnight that begins it in `zone`."""
    if when.instant is not None:
        return when.instant
    assert when.civil is not None
    return at(when.civil, zone)


def day(when: When, zone: ZoneInfo) -> date:
    """The calendar day of `when`: a civil date stays itself in every zone."""
    if when.civil is not None:
        return when.civil
    assert when.instant is not None
    return when.instant.astimezone(zone).date()


def at(civil: date, zone: ZoneInfo, clock: time = time()) -> datetime:
    """`clock` on `civil` in `zone`."""
    return datetime.combine(civil, clock, tzinfo=zone)


def utc(instant: datetime) -> datetime:
    """The same instant in UTC: two instants of one zone would compare by their wall clocks."""
    return instant.astimezone(UTC)


def next_month(day: date) -> date:
    """The first day of the month after that of `day`."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def week(text: str, zone: ZoneInfo) -> Window:
    """The ISO week `2026-W47`, Monday to Monday.

    Raises:
        UsageError: `text` names no week.
    """
    found = re.fullmatch(r"(\d{4})-?[Ww](\d{1,2})", text.strip())
    year, number = (int(found[1]), int(found[2])) if found else (0, 0)
    try:
        first = date.fromisocalendar(_sane(year), number, 1)
    except ValueError:
        raise UsageError(
            f"--week {text}: not a week of the calendar", "write it as 2026-W47"
        ) from None
    return between(first, first + timedelta(days=7), zone)


def month(text: str, zone: ZoneInfo) -> Window:
    """The calendar month `2026-11`.

    Raises:
        UsageError: `text` names no month.
    """
    found = re.fullmatch(r"(\d{4})-(\d{1,2})", text.strip())
    year, number = (int(found[1]), int(found[2])) if found else (0, 0)
    try:
        first = date(_sane(year), number, 1)
    except ValueError:
        raise UsageError(f"--month {text}: not a month", "write it as 2026-11") from None
    return between(first, next_month(first), zone)


def between(since: date, until: date, zone: ZoneInfo) -> Window:
    """From the start of `since` to the start of `until`, both in `zone`.

    Raises:
        UsageError: the window would be empty.
    """
    return _checked(at(since, zone), at(until, zone), zone)


def span(since: str, until: str, zone: ZoneInfo) -> Window:
    """`--since` and `--until` as typed: dates, or dates with a time; `until` is exclusive.

    Raises:
        UsageError: one is no date, or the window would be empty.
    """
    return _checked(read_moment(since, zone, "--since"), read_moment(until, zone, "--until"), zone)


def last(text: str, now: datetime, zone: ZoneInfo) -> Window:
    """`7d`: that many whole days, today included; `168h`: that many hours up to `now`.

    Raises:
        UsageError: `text` is no length of time, or begins before there were blogs.
    """
    length = duration(text)
    if length is None or not length:
        raise UsageError(f"--last {text}: not a length of time", "write it as 7d, 2w or 168h")
    if length > utc(now) - FIRST_POSTS:
        raise UsageError(f"--last {text}: that begins before 1990", "write it as 7d, 2w or 168h")
    local = now.astimezone(zone)
    if "h" in text.lower():
        return Window((utc(local) - length).astimezone(zone), local, zone)
    until = local.date() + timedelta(days=1)
    return between(until - length, until, zone)


def read_moment(text: str, zone: ZoneInfo, what: str) -> datetime:
    """A date or a date with a time, as a person types it; without an offset it is in `zone`.

    Raises:
        UsageError: `text` is neither; `what` names the option at fault.
    """
    try:
        found = datetime.fromisoformat(text.strip())
        _sane(found.year)
    except ValueError:
        raise UsageError(
            f"{what} {text}: not a date", "write it as 2026-11-20 or 2026-11-20T09:00"
        ) from None
    return found.replace(tzinfo=zone) if found.tzinfo is None else found.astimezone(zone)


def duration(text: str) -> timedelta | None:
    """`4 weeks`, `7d`, `168h` as a length of time; None when it is none."""
    found = re.fullmatch(r"(\d{1,5})\s*([a-z]+?)s?", text.strip().lower())
    unit = UNITS.get(found[2]) if found else None
    return int(found[1]) * unit if found and unit else None


def _checked(start: datetime, end: datetime, zone: ZoneInfo) -> Window:
    if utc(start) >= utc(end):
        raise UsageError(
            f"the window from {start:%Y-%m-%d} to {end:%Y-%m-%d} is empty",
            "--until is exclusive: name the day after the last one",
        )
    return Window(start, end, zone)


def _sane(year: int) -> int:
    """`year`, if it is one of `YEARS`."""
    if year not in YEARS:
        raise ValueError(year)
    return year


def _midnight(instant: datetime) -> bool:
    return instant.time() == time()
