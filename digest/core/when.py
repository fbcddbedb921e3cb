"""When something was published, as exactly as its source said."""

from datetime import date, datetime
from typing import Literal

from digest.core.quick import dataclass

Precision = Literal["instant", "day", "month"]
Origin = Literal["feed", "listing", "capture", "frontmatter", "filename", "page"]


@dataclass(frozen=True, slots=True)
class When:
    """A moment as its source gave it.

    Either `instant` (aware) or `civil` (a date without a time) is set, never both. A month is the
    civil date of its first day. `raw` is the text it was read from.
    """

    instant: datetime | None
    civil: date | None
    precision: Precision
    raw: str
    origin: Origin

    def __post_init__(self) -> None:
        if (self.instant is None) == (self.civil is None):
            raise ValueError("a When has an instant or a civil date")
        if self.instant is not None and self.instant.tzinfo is None:
            raise ValueError("an instant is aware")
