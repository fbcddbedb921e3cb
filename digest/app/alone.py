"""One command at a time changes the issues of a project; the others wait for it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from digest.app.wiring import Project
from digest.core.errors import GateError
from digest.store import lock

PATIENCE_S = 60.0
log = logging.getLogger("digest")
_mine: ContextVar[frozenset[Path]] = ContextVar("_mine", default=frozenset())  # held already


@contextmanager
def alone(project: Project) -> Iterator[None]:
    """Nobody else builds, approves or deletes an issue meanwhile; who is in it may enter it again.

    Where the system has no file locks, nobody is kept away.

    Raises:
        GateError: another command is at it, and does not end.
    """
    file = project.cache / "build.lock"
    if file in _mine.get() or not lock.possible():
        yield
        return
    busy = GateError("another build is running", "wait until it has ended, and type this again")
    with lock.exclusive(file, busy, patience_s=PATIENCE_S, tell=_tell):
        before = _mine.set(_mine.get() | {file})
        try:
            yield
        finally:
            _mine.reset(before)


def _tell() -> None:
    log.warning("another build is running: waiting for it")
