"""Windows of time: half-open, in the newsletter's zone, with a name."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Window:
    """The instants `start <= t < end`, both aware and in `zone`."""

    start: datetime
    end: datetime
    zone: ZoneInfo

    @property
    def id(self) -> str:
        """`2026-W47`, `2026-11`, or `2026-11-01--2026-11-15`, whichever is exact."""
        raise NotImplementedError

    @property
    def last_day(self) -> datetime:
        """The last moment inside, for showing `23 Feb - 1 Mar`."""
        return self.end - timedelta(microseconds=1)
