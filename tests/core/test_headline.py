from datetime import date
from zoneinfo import ZoneInfo

import pytest

from digest.core.headline import subject, window_title
from digest.core.window import Window, between, month, span, week
from digest.render.english import English

BERLIN = ZoneInfo("Europe/Berlin")
ENGLISH = English()
W09 = week("2026-W09", BERLIN)


@pytest.mark.parametrize(
    ("title", "window"),
    [
        ("February 2026", month("2026-02", BERLIN)),
        ("December 2026", month("2026-12", BERLIN)),
        ("November 2026", span("2026-11-01T09:00", "2026-12-01T09:00", BERLIN)),
        ("The week of 23 February 2026", W09),
        ("The week of 28 December 2026", week("2026-W53", BERLIN)),
        ("The week of 23 February 2026", span("2026-02-23T09:00", "2026-03-02T09:00", BERLIN)),
        ("20 November 2026", between(date(2026, 11, 20), date(2026, 11, 21), BERLIN)),
        ("1–14 November 2026", span("2026-11-01", "2026-11-15", BERLIN)),
        ("23 February – 8 March 2026", span("2026-02-23", "2026-03-09", BERLIN)),
        ("28 December 2026 – 10 January 2027", span("2026-12-28", "2027-01-11", BERLIN)),
        ("1 November 2025 – 30 November 2026", span("2025-11-01", "2026-12-01", BERLIN)),
    ],
)
def test_a_window_has_a_title(title: str, window: Window) -> None:
    assert window_title(window, ENGLISH) == title


def test_a_title_that_speaks_of_merge_tags_makes_no_tag_of_the_subject() -> None:
    words = "Why {`subscriber.name`} is text"
    assert subject(words, 0, ENGLISH) == "Why {\u2060subscriber.name} is text"
