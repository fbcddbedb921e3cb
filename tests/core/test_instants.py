from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.core.instants import read_instant


def instant(text: str) -> datetime:
    when = read_instant(text, origin="feed")
    assert when is not None
    assert when.instant is not None
    assert when.precision == "instant"
    return when.instant


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("Sat, 14 Feb 2026 10:00:00 GMT", "2026-02-14T10:00:00"),
        ("Sat, 14 Feb 2026 10:00:00 +0530", "2026-02-14T04:30:00"),
        ("Sat, 14 Feb 2026 10:00:00 CET", "2026-02-14T09:00:00"),
        ("Wed, 15 Jul 2026 10:00:00 CEST", "2026-07-15T08:00:00"),
        ("Sat, 14 Feb 2026 10:00:00 EST", "2026-02-14T15:00:00"),
        ("Sat, 14 Feb 2026 10:00:00 IST", "2026-02-14T04:30:00"),
        ("Sat, 14 Feb 2026 10:00:00 GMT+2", "2026-02-14T08:00:00"),
        ("14 Feb 26 10:00 PST", "2026-02-14T18:00:00"),
        ("Saturday, 14-Feb-2026 10:00:00 UTC", "2026-02-14T10:00:00"),
        ("Sat, 14 February 2026 10:00:00 -0000", "2026-02-14T10:00:00"),
        ("2026-02-14T10:00:00Z", "2026-02-14T10:00:00"),
        ("2026-02-14T10:00:00.123456+01:00", "2026-02-14T09:00:00"),
        ("2026-02-14 10:00 -0500", "2026-02-14T15:00:00"),
        ("2026-02-14 00:00:00 -0500 EST", "2026-02-14T05:00:00"),
        ("2026-02-14 00:00:00 -0400 -0400", "2026-02-14T04:00:00"),
        ("20260214T101530Z", "2026-02-14T10:15:30"),
    ],
)
def test_an_instant_is_what_its_zone_makes_of_it(text: str, utc: str) -> None:
    assert instant(text).astimezone(UTC).isoformat() == utc + "+00:00"


def test_the_offset_stays_as_written_so_that_the_day_can_be_shown() -> None:
    assert instant("2026-02-14T00:00:00-05:00").utcoffset() == timedelta(hours=-5)


@pytest.mark.parametrize("text", ["Sat, 14 Feb 2026 24:00:00 GMT", "2026-02-14T24:00:00Z"])
def test_hour_24_is_the_next_midnight(text: str) -> None:
    assert instant(text) == datetime(2026, 2, 15, tzinfo=UTC)


def test_a_leap_second_rolls_over() -> None:
    assert instant("Sat, 31 Dec 2016 23:59:60 GMT") == datetime(2017, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("text", ["2026-02-14", "14 Feb 2026", "Sat, 14 Feb 2026", "20260214"])
def test_a_date_without_a_time_is_a_civil_day(text: str) -> None:
    when = read_instant(text, origin="feed")
    assert when is not None
    assert (when.civil, when.instant, when.precision) == (date(2026, 2, 14), None, "day")


def test_a_year_with_a_month_is_that_month() -> None:
    when = read_instant("2026-02", origin="feed")
    assert when is not None
    assert (when.civil, when.precision) == (date(2026, 2, 1), "month")


def test_a_time_without_a_zone_is_in_the_zone_given() -> None:
    when = read_instant("2026-07-15T10:00:00", origin="feed", zone=ZoneInfo("Europe/Berlin"))
    assert when is not None
    assert when.instant == datetime(2026, 7, 15, 8, tzinfo=UTC)


def test_a_zone_nobody_knows_leaves_the_civil_day() -> None:
    when = read_instant("Sat, 14 Feb 2026 10:00:00 XYZT", origin="feed")
    assert when is not None
    assert when.civil == date(2026, 2, 14)


@pytest.mark.parametrize(
    "text",
    [
        "Mon, 01 Jan 0001 00:00:00 +0000",  # Hugo, undated
        "0001-01-01T00:00:00Z",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "1970-01-01",
        "9999-12-31T23:59:59-12:00",
        "0001-01",
    ],
)
def test_a_year_that_means_never_is_no_date(text: str) -> None:
    assert read_instant(text, origin="feed") is None


@pytest.mark.parametrize(
    "text",
    [
        *("", "10 min", "2026", "yesterday", "3", "14 Feb 2026 and more", "Sat, 14 Foo 2026"),
        *("Sat, 30 Feb 2026 10:00:00 GMT", "2026-13-01", "2026-02-14T25:00:00Z"),
        *("2026-02-14T10:61:00Z", "2026-02-14T10:00:00+99"),
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_instant(text, origin="feed") is None


def test_the_raw_text_is_kept() -> None:
    when = read_instant(" Sat, 14 Feb 2026 10:00:00 CET\n", origin="feed")
    assert when is not None
    assert when.raw == "Sat, 14 Feb 2026 10:00:00 CET"


@given(st.text())
def test_any_text_is_a_date_or_none(text: str) -> None:
    read_instant(text, origin="feed")


@given(
    st.integers(631_152_000, 7_000_000_000),  # from 1990 on
    st.integers(-14 * 60, 14 * 60),
)
def test_what_python_writes_is_read_back(seconds: int, minutes: int) -> None:
    offset = timezone(timedelta(minutes=minutes))
    written = datetime.fromtimestamp(seconds, UTC).replace(tzinfo=offset)
    assert instant(written.isoformat()) == written
    assert instant(written.strftime("%a, %d %b %Y %H:%M:%S %z")) == written
