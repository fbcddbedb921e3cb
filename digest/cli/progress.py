"""A bar on the terminal, while many sources are read or many messages sent."""

import os
import sys
from collections.abc import Callable

from digest.app.options import Globals

WIDTH = 30  # characters


def bar(options: Globals, work: str) -> Callable[[int, int], None] | None:
    """What draws the bar, and takes it away at the end; None where nobody would see it."""
    if options.quiet or os.environ.get("TERM") == "dumb" or not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        filled = WIDTH * done // total
        line = f"{work} [{'#' * filled}{'.' * (WIDTH - filled)}] {done}/{total}"
        sys.stderr.write(f"\r{line}" if done < total else f"\r{' ' * len(line)}\r")
        sys.stderr.flush()

    return show
