"""Use case: every check over a rendered issue."""

from importlib import import_module

from digest.app.wiring import shelf
from digest.core.finding import Finding
from digest.core.model import Rendered

SEVERITIES = ("error", "warning", "info")


def run(rendered: Rendered) -> tuple[Finding, ...]:
    """All findings, the most severe first."""
    found = [
        finding
        for name in shelf("digest.checks")
        for finding in import_module(f"digest.checks.{name}").check(rendered)
    ]
    return tuple(sorted(found, key=lambda f: (SEVERITIES.index(f.severity), f.rule)))


def counts(findings: tuple[Finding, ...]) -> dict[str, int]:
    """How many of each severity."""
    return {name: sum(f.severity == name for f in findings) for name in SEVERITIES}
