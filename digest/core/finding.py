"""What checks find: the data that rules, reports and the gate before a send share."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Location:
    """Where a finding lies: a file with line and column (1-based), or a post's title."""

    file: str | None = None
    line: int | None = None
    column: int | None = None
    post: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found. `fix` says what to do."""

    rule: str
    name: str
    severity: Severity
    message: str
    fix: str = ""
    location: Location = Location()
    count: int = 1
