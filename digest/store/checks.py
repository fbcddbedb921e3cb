"""checks.json: what the last build found, and in which templates."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from digest.core.errors import DigestError
from digest.core.finding import Location
from digest.store.files import read_json

NAME = "checks.json"


def summary(folder: Path) -> Mapping[str, int] | None:
    """How many findings of each severity there were; None when the file is gone or broken."""
    try:
        data: dict[str, Any] = read_json(folder / NAME) or {}
        return {str(severity): int(count) for severity, count in data["summary"].items()}
    except (DigestError, KeyError, TypeError, ValueError, AttributeError):
        return None


def places(folder: Path) -> Mapping[str, Location]:
    """Where each finding lies, by its fingerprint; empty when the file is gone or not as it was."""
    try:
        data: dict[str, Any] = read_json(folder / NAME) or {}
        return {each["fingerprint"]: Location(**each["location"]) for each in data["findings"]}
    except (DigestError, KeyError, TypeError):
        return {}
