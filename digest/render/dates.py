"""Days as readers read them, in English."""

from datetime import date

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def day(day: date, *, this_year: int) -> str:
    """`27 Feb`, or `27 Feb 2024` when that is another year."""
    return _day(day) if day.year == this_year else f"{_day(day)} {day.year}"


def month(day: date) -> str:
    """`Feb 2026`."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def span(first: date, last: date) -> str:
    """`23 Feb – 1 Mar 2026`, `1–28 Feb 2026`, `29 Dec 2025 – 4 Jan 2026`; both days are inside."""
    if first >= last:
        return f"{_day(last)} {last.year}"
    if first.year != last.year:
        return f"{_day(first)} {first.year} – {_day(last)} {last.year}"
    if first.month != last.month:
        return f"{_day(first)} – {_day(last)} {last.year}"
    return f"{first.day}–{_day(last)} {last.year}"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"
