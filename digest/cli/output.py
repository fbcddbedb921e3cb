"""Data goes to stdout; words about it, warnings and errors go to stderr."""

import json
import logging
import sys

from digest.app.options import Globals
from digest.core.errors import ConfigError, DigestError


def say(text: str) -> None:
    """Print data."""
    sys.stdout.write(text + "\n")


def say_json(data: object) -> None:
    """Print data as JSON, and nothing beside it."""
    sys.stdout.write(to_json(data))


def to_json(data: object) -> str:
    """Data as JSON for people and programs, with a line end."""
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def note(options: Globals, text: str) -> None:
    """Say something about the work, unless it should be quiet."""
    if not options.quiet:
        complain(text)


def complain(text: str) -> None:
    """Say something that must be read, even when quiet."""
    sys.stderr.write(text + "\n")


def tell_error(error: DigestError) -> None:
    """An error, each of its problems with file and line, and what to do next."""
    complain(f"error: {error.message}")
    if isinstance(error, ConfigError):
        for problem in error.problems:
            place = f"{error.file}:{problem.line}" if problem.line else error.file
            hint = f"  ({problem.hint})" if problem.hint else ""
            complain(f"  {place}: {problem.message}{hint}")
    if error.hint:
        complain(f"hint: {error.hint}")


def set_up_logging(options: Globals) -> None:
    """Log of digest on stderr: warnings, or more with -v, or errors only with -q."""
    level = logging.ERROR if options.quiet else logging.INFO if options.verbose else logging.WARNING
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    logger = logging.getLogger("digest")
    logger.handlers[:] = [handler]
    logger.setLevel(level)
    logger.propagate = False


def asks(options: Globals) -> bool:
    """Whether a question may be asked: a person sits at the terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty() and not options.no_input
