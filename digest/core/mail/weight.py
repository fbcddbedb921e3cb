"""How heavy pictures may be, wherever they come from."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from digest.core.finding import Fault, Severity

HEAVY_BYTES = 204_800
MOST_BYTES = 1_048_576
MOST_TOTAL_BYTES = 1_572_864


class Picture(NamedTuple):
    """One picture, however often it is shown; `at` is the first element that shows it, if any."""

    name: str
    size_bytes: int
    at: object = None


def too_heavy(pictures: Iterable[Picture]) -> Iterator[Fault]:
    """A fault for each heavy picture, and one for all if together they are too much."""
    total = 0
    for picture in pictures:
        total += picture.size_bytes
        if picture.size_bytes > HEAVY_BYTES:
            severity: Severity = "error" if picture.size_bytes > MOST_BYTES else "warning"
            told = f"{picture.name} weighs {picture.size_bytes / 1024:,.0f} KB"
            yield Fault(told, picture.at, about=picture.name, severity=severity)
    if total > MOST_TOTAL_BYTES:
        told = f"all pictures together weigh {total / 1_048_576:.1f} MB"
        yield Fault(told, about="total", severity="warning")
