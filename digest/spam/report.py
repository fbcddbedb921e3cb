"""The table in a report of SpamAssassin: points, rule and description in each line."""

import re

from digest.core.spam import Hit

ROW = re.compile(r"^\s*(-?\d{1,4}(?:\.\d{1,4})?)\s+([A-Z][A-Z0-9_]{2,})(?:\s|$)", re.MULTILINE)


def hits(text: str) -> tuple[Hit, ...]:
    """The rules that fit, in their order; adding zero makes 0 of -0."""
    return tuple(Hit(rule, float(points) + 0.0) for points, rule in ROW.findall(text))
