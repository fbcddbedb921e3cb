"""Machine-written dates: RFC 822 and ISO 8601, from the raw text.

What is not understood is None, and what is not stated is not invented: a date without a time is a
civil day, and so is one whose zone has a name that nobody knows.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from digest.core.when import Origin, When

YEARS = range(1990, 9999)  # Go's zero time is year 1, Unix's is 1970: both mean "no date"
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

# Hours east of UTC. CST and the other American names are RFC 822's, IST is India's.
ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "bst": 1,
    "cet": 1, "met": 1, "cest": 2, "mest": 2, "eet": 2, "eest": 3, "msk": 3, "trt": 3, "sast": 2,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "ast": -4, "adt": -3, "nst": -3.5, "ndt": -2.5, "akst": -9, "akdt": -8, "hst": -10,
    "brt": -3, "art": -3, "clt": -4, "pkt": 5, "ist": 5.5, "ict": 7, "wib": 7, "sgt": 8, "hkt": 8,
    "awst": 8, "jst": 9, "kst": 9, "acst": 9.5, "acdt": 10.5, "aest": 10, "aedt": 11,
    "nzst": 12, "nzdt": 13,
}  # fmt: skip

CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?"
RFC_822 = re.compile(
    rf"(?:[a-z]+\.?,?\s+)?(?P<day>\d{{1,2}})[\s-]+(?P<month>[a-z]{{3,9}})\.?,?[\s-]+"
    rf"(?P<year>\d{{4}}|\d{{2}})(?:[\s,]+{CLOCK}\s*(?P<zone>.*))?"
)
ISO_8601 = re.compile(
    rf"(?P<year>\d{{4}})-?(?P<month>\d\d)-?(?P<day>\d\d)(?:(?:\s*t|\s+){CLOCK}\s*(?P<zone>.*))?"
)
COMPACT = re.compile(
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)t"
    r"(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?P<zone>.*)"
)
MONTH_ONLY = re.compile(r"(\d{4})-(\d\d)")
OFFSET = re.compile(r"(?:utc|gmt)?([+-])(\d{1,2})(?::?(\d\d))?(?:\s.*)?")


def read_instant(text: str, *, origin: Origin, zone: tzinfo = UTC) -> When | None:
    """When an RFC 822 or ISO 8601 date was, or None.

    A time without a zone is in `zone`. `24:00:00` and a leap second roll over; fractions of a
    second are dropped, which keeps a post on its side of midnight.
    """
    raw = text.strip()
    words = " ".join(raw.lower().split())
    try:
        if found := MONTH_ONLY.fullmatch(words):
            return _civil(date(int(found[1]), int(found[2]), 1), raw, origin, month=True)
        for form in (RFC_822, ISO_8601, COMPACT):
            if found := form.fullmatch(words):
                return _when(found, raw, origin, zone)
    except (ValueError, OverflowError):
        pass
    return None


def _when(found: re.Match[str], raw: str, origin: Origin, zone: tzinfo) -> When | None:
    day = date(_year(found["year"]), _month(found["month"]), int(found["day"]))
    if day.year not in YEARS:
        return None
    stated = _zone(found["zone"], zone) if found["hour"] else None
    if stated is None:
        return _civil(day, raw, origin)
    hour, minute, second = (int(found[unit] or 0) for unit in ("hour", "minute", "second"))
    if hour > 24 or minute > 59 or second > 60:
        return None
    time = timedelta(hours=hour, minutes=minute, seconds=second)
    midnight = datetime(day.year, day.month, day.day, tzinfo=stated)
    return When(midnight + time, None, "instant", raw, origin)


def _civil(day: date, raw: str, origin: Origin, *, month: bool = False) -> When | None:
    if day.year not in YEARS:
        return None
    return When(None, day, "month" if month else "day", raw, origin)


def _year(digits: str) -> int:
    """RFC 2822, 4.3: two digits up to 49 are in this century."""
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 50 else 1900)


def _month(text: str) -> int:
    return int(text) if text.isdigit() else MONTHS.index(text[:3]) + 1


def _zone(text: str | None, default: tzinfo) -> tzinfo | None:
    """The zone a time was written in, or None when its name says nothing."""
    if not text:
        return default
    if text in ZONES:
        return timezone(timedelta(hours=ZONES[text]))
    if found := OFFSET.fullmatch(text):
        offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
        return timezone(-offset if found[1] == "-" else offset)
    return None
