"""Posts that are too old for a run to need: memory shall grow with the window, not the archive."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from digest.core.horizon import Horizon
from digest.core.model import Post
from digest.core.schedule import Schedule, last_complete
from digest.core.window import moment, utc

FAR = datetime(9000, 1, 1, tzinfo=UTC)


def widened(horizon: Horizon, schedule: Schedule, now: datetime, max_age: timedelta) -> Horizon:
    """A horizon that stays the same for a month, so that what was understood stays of use.

    It also reaches back to what a first fetch has to remember as a source's back catalogue. What is
    new is always within.
    """
    window = horizon.window
    due = last_complete(schedule, now, window.zone).start
    start = min(utc(window.start), utc(due) - max_age) - timedelta(days=2)
    begin = start.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return replace(horizon, window=replace(window, start=begin, end=FAR))


def trimmed(posts: Sequence[Post], horizon: Horizon) -> tuple[Post, ...]:
    """The posts within the horizon, and the newest that is dated, wherever it is.

    That one tells that the source has dates, so that what has none is a page and not a post.
    """
    near = {post.key for post in posts if horizon.needs(post)}
    dated = [post for post in posts if post.published]
    zone = horizon.window.zone
    newest = max(dated, key=lambda p: moment(p.published, zone), default=None)  # type: ignore[arg-type]
    return tuple(post for post in posts if post.key in near or post is newest)
