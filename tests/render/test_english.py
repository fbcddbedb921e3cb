import re
from datetime import date, timedelta
from gettext import NullTranslations

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from digest.render.english import English
from digest.render.translated import Translated

ENGLISH = English()
BABEL = Translated(Locale("en", "GB"), NullTranslations())
DAYS = st.dates(date(1990, 1, 1), date(2099, 1, 1))


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
    assert ENGLISH.span(first, last, short=True) == shown


def test_a_day_of_another_year_says_so() -> None:
    assert ENGLISH.day(date(2026, 2, 7), this_year=2026) == "7 Feb"
    assert ENGLISH.day(date(2024, 2, 7), this_year=2026) == "7 Feb 2024"


@given(first=DAYS, length=st.integers(0, 800), short=st.booleans())
def test_english_dates_are_those_of_babel(first: date, length: int, short: bool) -> None:
    last = first + timedelta(days=length)

    assert ENGLISH.span(first, last, short=short) == _house(BABEL.span(first, last, short=short))
    assert ENGLISH.month(first, short=short) == _house(BABEL.month(first, short=short))
    assert ENGLISH.day(first, this_year=2026) == _house(BABEL.day(first, this_year=2026))


def test_english_lists_are_those_of_babel() -> None:
    for names in (["A"], ["A", "B"], ["A", "B", "C"]):
        assert ENGLISH.joined(names) == BABEL.joined(names)


def _house(shown: str) -> str:
    return re.sub(r"Sept\b", "Sep", shown)
