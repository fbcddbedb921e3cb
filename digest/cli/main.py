"""The command tree."""

from collections.abc import Sequence


def run(argv: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    del argv
    return 0
