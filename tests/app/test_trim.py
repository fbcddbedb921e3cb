from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from digest.app.trim import trimmed, widened
from digest.core.horizon import Horizon
from digest.core.model import Post
from digest.core.schedule import Schedule
from digest.core.when import When
from digest.core.window import Window

ZONE = ZoneInfo("Europe/Berlin")
AGE = timedelta(weeks=4)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def window(start: str, end: str) -> Window:
    moments = (datetime.fromisoformat(text).replace(tzinfo=ZONE) for text in (start, end))
    return Window(*moments, ZONE)


def post(key: str, day: str | None) -> Post:
    when = When(None, date.fromisoformat(day), "day", day, "feed") if day else None
    return Post("s", key, url=f"https://example.org/{key}", key=key, published=when)


def wide(start: str, end: str, now: datetime = NOW) -> Window:
    horizon = Horizon.around(window(start, end), AGE)
    return widened(horizon, Schedule(), now, AGE).window


def test_what_is_near_stays_and_so_does_the_newest_of_what_is_far() -> None:
    horizon = Horizon(window("2026-11-01", "2027-01-01"), named=("named",))
    posts = [
        post("undated", None), post("near", "2026-11-01"), post("far", "2026-10-31"),
        post("named", "2020-01-01"),
    ]  # fmt: skip
    assert [p.key for p in trimmed(posts, horizon)] == ["undated", "near", "named"]
    far = [post("undated", None), post("older", "2019-01-01"), post("old", "2020-01-01")]
    assert [p.key for p in trimmed(far, horizon)] == ["undated", "old"]


def test_a_wide_horizon_is_the_same_for_weeks_and_never_ends() -> None:
    one, other = wide("2026-11-09", "2026-11-16"), wide("2026-11-16", "2026-11-23")
    assert one == other
    assert one.start == datetime(2026, 10, 1, tzinfo=UTC)
    assert one.end.year == 9000


def test_a_wide_horizon_reaches_the_window_and_the_back_catalogue() -> None:
    assert wide("2020-03-01", "2020-04-01").start == datetime(2020, 1, 1, tzinfo=UTC)
    due = datetime(2026, 11, 9, tzinfo=ZONE)  # the start of the last complete week
    assert wide("2027-03-01", "2027-04-01").start <= due - AGE
