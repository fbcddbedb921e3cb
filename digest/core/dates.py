"""Reads dates as people write them, in many languages.

Only a text that is a date from end to end is read: free text has no date, and nothing is guessed.
A date without a year, a year before 1990 and a day that does not exist are no dates.
"""

import re
from datetime import date
from functools import cache
from typing import Literal

from digest.core.instants import YEARS, read_instant
from digest.core.month_names import fold, is_weekday, month_number
from digest.core.when import Origin, When

NumericOrder = Literal["dmy", "mdy"]
Parts = tuple[int, int, int | None]  # year, month, and day unless it is a month

LINKING = frozenset(["of", "the", "de", "del", "den", "der", "le", "el"])
YEAR_MARKS = frozenset(["г", "года", "р", "року", "roku"])
TOKEN = re.compile(r"(\d+)(?:st|nd|rd|th|er|e|o|a|:[ae])?(?![^\W\d_])|([^\W\d_]+)")
GLUE = frozenset(" ,.،/-'’")

YEAR_FIRST = re.compile(r"(\d{4})([-/.])\s?(\d{1,2})\2\s?(\d{1,2})\.?")
YEAR_MONTH = re.compile(r"(\d{4})-(\d{2})")
DAY_FIRST = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
SLASHED = re.compile(r"(?<![\d/-])(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?![\d/-])")
EAST_ASIAN = (
    r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월](?:\s?(\d{1,2})\s?[日일])?"
    r"(?:\s?\(?(?:[月火水木金土日](?:曜日?)?|[월화수목금토일](?:요일)?|(?:星期|[周週])[一-鿿])\)?)?"
)
WITH_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)[t ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?"
    r"(\s?(?:z|utc|gmt|[+-]\d\d:?\d\d)(?:\s(?:[a-z]{3,5}|[+-]\d{4}))?)?"
)


def read_date(text: str, *, origin: Origin, order: NumericOrder | None = None) -> When | None:
    """The date that `text` is, or None.

    `order` decides whether 03/04/2026 is 3 April or 4 March; without it such a date is None. A
    time without an offset is dropped, as its date is a civil one.
    """
    folded = fold(text)
    timed = WITH_TIME.fullmatch(folded)
    if timed and timed[2]:
        return read_instant(text, origin=origin)
    parts = _numbers(timed[1] if timed else folded, order) or _words(folded)
    if parts is None or parts[0] not in YEARS:
        return None
    year, month, day = parts
    try:
        civil = date(year, month, 1 if day is None else day)
    except ValueError:
        return None
    return When(None, civil, "month" if day is None else "day", text.strip(), origin)


def numeric_order(text: str) -> NumericOrder | None:
    """The order that the dates like 14/02/2026 in `text` agree on, if any of them shows it."""
    seen: set[NumericOrder] = set()
    for first, _, second, _ in SLASHED.findall(text):
        if int(first) > 12 >= int(second):
            seen.add("dmy")
        elif int(second) > 12 >= int(first):
            seen.add("mdy")
    return seen.pop() if len(seen) == 1 else None


@cache
def _east_asian() -> re.Pattern[str]:
    return re.compile(EAST_ASIAN)  # takes a while, and few pages need it


def _numbers(folded: str, order: NumericOrder | None) -> Parts | None:
    """A date without a month's name."""
    if found := YEAR_FIRST.fullmatch(folded):
        return int(found[1]), int(found[3]), int(found[4])
    if not folded.isascii() and (found := _east_asian().fullmatch(folded)):
        return int(found[1]), int(found[2]), int(found[3]) if found[3] else None
    if found := YEAR_MONTH.fullmatch(folded):
        return int(found[1]), int(found[2]), None
    if found := DAY_FIRST.fullmatch(folded):
        return int(found[3]), int(found[2]), int(found[1])
    if found := SLASHED.fullmatch(folded):
        return _slashed(int(found[1]), int(found[3]), int(found[4]), order)
    return None


def _slashed(first: int, second: int, year: int, order: NumericOrder | None) -> Parts | None:
    if first > 12 or first == second or (order == "dmy" and second <= 12):
        return year, second, first
    if second > 12 or order == "mdy":
        return year, first, second
    return None


def _words(folded: str) -> Parts | None:
    """A date with a month's name, and perhaps a weekday's before or behind it."""
    if not GLUE.issuperset(TOKEN.sub("", folded)):
        return None
    tokens = [number or word for number, word in TOKEN.findall(folded)]
    tokens = [token for token in tokens if token not in LINKING | YEAR_MARKS]
    while len(tokens) > 2:
        if parts := _arranged(tokens):
            return parts
        if is_weekday(tokens[0]):
            del tokens[0]
        elif is_weekday(tokens[-1]):
            del tokens[-1]
        else:
            return None
    return _arranged(tokens)


def _arranged(tokens: list[str]) -> Parts | None:
    months = [month for token in tokens if (month := month_number(token))]
    numbers = [token for token in tokens if token.isdigit()]
    if len(months) != 1 or len(numbers) != len(tokens) - 1:
        return None
    month = months[0]
    match [len(number) for number in numbers]:
        case [4] if not tokens[0].isdigit():
            return int(numbers[0]), month, None
        case [1 | 2, 4]:
            return int(numbers[1]), month, int(numbers[0])
        case [4, 1 | 2]:
            return int(numbers[0]), month, int(numbers[1])
    return None
