from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from digest.core.horizon import Horizon
from digest.core.model import Post
from digest.core.when import When
from digest.core.window import between

BERLIN = ZoneInfo("Europe/Berlin")
FEBRUARY = between(date(2026, 2, 1), date(2026, 3, 1), BERLIN)


def on(text: str) -> When:
    return When(None, date.fromisoformat(text), "day", text, "frontmatter")


@pytest.mark.parametrize(
    ("day", "needed"),
    [
        ("2026-01-24", False),
        ("2026-01-25", True),
        ("2026-02-14", True),
        ("2026-03-07", True),
        ("2026-03-08", False),
    ],
)
def test_posts_around_the_window_are_needed(day: str, needed: bool) -> None:
    horizon = Horizon.around(FEBRUARY, timedelta(weeks=1))
    assert horizon.needs(Post("s", "A", published=on(day))) is needed


def test_an_undated_post_is_always_needed() -> None:
    assert Horizon.around(FEBRUARY, timedelta()).needs(Post("s", "A"))


@pytest.mark.parametrize(
    "reference",
    ["An Old Post", "http://www.example.org/old", "example.org/old", "id:s:old.md"],
)
def test_what_the_editor_named_is_needed(reference: str) -> None:
    old = Post(
        "s",
        "An old post",
        url="https://example.org/old/",
        native_id="old.md",
        published=on("2009-01-01"),
    )
    other = Post("s", "Another", url="https://example.org/", native_id="b", published=old.published)
    horizon = Horizon.around(FEBRUARY, timedelta(), (reference,))
    assert horizon.needs(old)
    assert not horizon.needs(other)
