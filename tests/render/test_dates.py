from datetime import date

import pytest

from digest.render import dates


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        (date(2026, 2, 23), date(2026, 3, 1), "23 Feb – 1 Mar 2026"),
        (date(2026, 2, 1), date(2026, 2, 28), "1–28 Feb 2026"),
        (date(2025, 12, 29), date(2026, 1, 4), "29 Dec 2025 – 4 Jan 2026"),
        (date(2026, 3, 1), date(2026, 3, 1), "1 Mar 2026"),
    ],
)
def test_a_span_says_no_month_and_no_year_twice(first: date, last: date, shown: str) -> None:
    assert dates.span(first, last) == shown


def test_a_day_of_another_year_says_so() -> None:
    assert dates.day(date(2026, 2, 7), this_year=2026) == "7 Feb"
    assert dates.day(date(2024, 2, 7), this_year=2026) == "7 Feb 2024"
