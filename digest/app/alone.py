"""One command at a time changes the issues of a project; the others wait for it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from digest.app.wiring import Project
from digest.core.errors import GateError
from digest.store import lock

PATIENCE_S = 60.0
log = logging.getLogger("digest")


@contextmanager
def alone(project: Project) -> Iterator[None]:
    """Nobody else builds, approves or deletes an issue meanwhile; not to be entered twice.

    Where the system has no file locks, nobody is kept away.

    Raises:
        GateError: another command is at it, and does not end.
    """
    if not lock.possible():
        yield
        return
    file = project.cache / "build.lock"
    busy = GateError("another build is running", "wait until it has ended, and type this again")
    with lock.exclusive(file, busy, patience_s=PATIENCE_S, tell=_tell):
        yield


def _tell() -> None:
    log.warning("another build is running: waiting for it")
