"""The project that a preview shows, and what has become of its builds."""

from dataclasses import dataclass, field
from typing import Any

from digest.app.wiring import Project


@dataclass
class Studio:
    """`project` is as digest.toml was when it last had no mistake; `built` is by issue."""

    project: Project
    read_only: bool = False
    built: dict[str, dict[str, Any]] = field(default_factory=dict)
