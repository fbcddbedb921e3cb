from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.core.dates import NumericOrder, numeric_order, read_date


def civil(text: str, order: NumericOrder | None = None) -> date | None:
    when = read_date(text, origin="capture", order=order)
    return when.civil if when else None


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-14", "2026/02/14", "2026.2.14", "14.02.2026", "14. 2. 2026", "14/02/2026",
        "Feb 14, 2026", "February 14, 2026", "FEB. 14, 2026", "14 Feb 2026", "14-Feb-2026",
        "2026 February 14", "14th of February 2026", "the 14th of February, 2026",
        "Saturday, February 14, 2026", "Sat, 14 Feb 2026", "  February\xa014,\xa02026 ",
        "14. Februar 2026", "Samstag, 14. Februar 2026", "Sa., 14. Feb. 2026",
        "14 février 2026", "14 fevr. 2026", "sam 14 fév 2026", "samedi 14 février 2026",
        "14 de febrero de 2026", "sábado, 14 de febrero de 2026", "14 de fevereiro de 2026",
        "14 febbraio 2026", "sabato 14 feb 2026", "14 februari 2026", "za 14 februari 2026",
        "den 14 februari 2026", "lørdag 14. februar 2026", "14 lutego 2026", "14 lut 2026",
        "14. února 2026", "14 февраля 2026 г.", "14 февраля 2026 года", "14 фев. 2026",
        "14 лютого 2026", "14 Şubat 2026", "14 Şubat 2026 Cumartesi", "14 فبراير 2026",
        "١٤ فبراير ٢٠٢٦", "\u200f14 فبراير 2026", "2026年2月14日", "2026年02月14日(土)",
        "２０２６年２月１４日", "2026 年 2 月 14 日 星期六", "2026년 2월 14일", "2026. 2. 14.",
        "2026-02-14 10:30", "2026-02-14T10:30:00",
    ],
)  # fmt: skip
def test_a_written_date_is_read(text: str) -> None:
    when = read_date(text, origin="capture")
    assert when
    assert (when.civil, when.precision, when.origin) == (date(2026, 2, 14), "day", "capture")
    assert when.raw == text.strip()


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("1 janv. 2026", 1), ("1 enero 2026", 1), ("1 stycznia 2026", 1), ("1er mars 2026", 3),
        ("1 mrt 2026", 3), ("1. März 2026", 3), ("1 marca 2026", 3), ("1 марта 2026", 3),
        ("1 мая 2026", 5), ("1 maja 2026", 5), ("1 mayıs 2026", 5), ("1 MAYIS 2026", 5),
        ("1 juin 2026", 6), ("1 juil. 2026", 7), ("1. června 2026", 6), ("1. července 2026", 7),
        ("1 czerwca 2026", 6), ("1 lug 2026", 7), ("1 août 2026", 8), ("1 sierpnia 2026", 8),
        ("1 Sept. 2026", 9), ("1 set 2026", 9), ("1 września 2026", 9), ("1 ott 2026", 10),
        ("1. října 2026", 10), ("1 kasım 2026", 11), ("1. listopadu 2026", 11),
        ("1 déc. 2026", 12), ("1 dicembre 2026", 12), ("1 prosince 2026", 12),
    ],
)  # fmt: skip
def test_months_have_names_in_many_languages(text: str, month: int) -> None:
    assert civil(text) == date(2026, month, 1)


@pytest.mark.parametrize(
    "text", ["February 2026", "Feb 2026", "février 2026", "Февраль 2026", "2026-02", "2026年2月"]
)
def test_a_month_is_the_civil_date_of_its_first_day(text: str) -> None:
    when = read_date(text, origin="listing")
    assert when
    assert (when.civil, when.precision) == (date(2026, 2, 1), "month")


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-02-14T10:30:00Z", datetime(2026, 2, 14, 10, 30, tzinfo=UTC)),
        (
            "2026-02-14T10:30:00+02:00",
            datetime(2026, 2, 14, 10, 30, tzinfo=timezone(timedelta(hours=2))),
        ),
        (
            "2026-02-14 00:00:00 -0500 EST",
            datetime(2026, 2, 14, tzinfo=timezone(timedelta(hours=-5))),
        ),
    ],
)
def test_a_time_with_an_offset_is_an_instant(text: str, instant: datetime) -> None:
    when = read_date(text, origin="listing")
    assert when
    assert (when.instant, when.precision) == (instant, "instant")


@pytest.mark.parametrize(
    "text",
    [
        "", "3", "2026", "10 min", "10 minutes ago", "today", "May", "Feb 14", "14/02", "14 Feb 26",
        "0001-01-01", "1970-01-01", "January 1, 1970", "0001-01-01T00:00:00Z",
        "February 30, 2026", "May 0, 2026", "32 May 2026", "2026-13-01", "2026-02-00", "2026-13",
        "March 3 – 5, 2026", "What happened on May 3, 2026", "May 3, 2026 was a day",
        "2026 Jane", "Jan Jansen 2026", "3 4 May 2026", "May 3, 20266",
        "2026-02-14 and more", "2026-02-14T10:30:00Z and more", "20260214", "1.2.3", "10.15.7.2026",
    ],
)  # fmt: skip
def test_anything_else_is_no_date(text: str) -> None:
    assert read_date(text, origin="capture") is None


def test_a_slashed_date_needs_an_order_unless_it_shows_its_own() -> None:
    assert civil("03/04/2026") is None
    assert civil("03/04/2026", "dmy") == date(2026, 4, 3)
    assert civil("03/04/2026", "mdy") == date(2026, 3, 4)
    assert civil("14/04/2026", "mdy") == civil("04/14/2026", "dmy") == date(2026, 4, 14)
    assert civil("04/04/2026") == date(2026, 4, 4)


def test_the_order_of_slashed_dates_is_what_all_that_show_one_agree_on() -> None:
    assert numeric_order("03/04/2026 and 02/14/2026") == "mdy"
    assert numeric_order("03/04/2026 and 14-02-2026") == "dmy"
    assert numeric_order("02/14/2026 and 14/02/2026") is None
    assert numeric_order("03/04/2026, 2026/14/02") is None


@given(st.dates(date(1990, 1, 1), date(2199, 12, 31)))
def test_what_is_written_is_what_is_read(day: date) -> None:
    assert civil(f"{day:%B} {day.day}, {day.year}") == day
    assert civil(f"{day.day} {day:%b} {day.year}") == day
    assert civil(f"{day.year}年{day.month}月{day.day}日") == day
    assert civil(day.isoformat()) == day
    assert civil(f"{day:%d.%m.%Y}") == day


@given(st.text(max_size=40))
def test_no_text_is_an_error(text: str) -> None:
    read_date(text, origin="capture")
