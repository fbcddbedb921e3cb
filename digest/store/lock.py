"""One process at a time: a lock that the kernel lets go of however its holder ends."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from digest.core.errors import DigestError
from digest.core.file_errors import unwritable

PAUSE_S = 0.05
TELL_AFTER_S = 1.0


def possible() -> bool:
    """Whether this system has such locks: every POSIX system does."""
    return find_spec("fcntl") is not None


@contextmanager
def exclusive(
    path: Path, busy: DigestError, *, patience_s: float = 0, tell: Callable[[], None] | None = None
) -> Iterator[None]:
    """Hold the lock file at `path`; where another process does, wait for it up to `patience_s`.

    `tell` is called once when the wait is not a short one. The file stays: removing it would let
    two processes hold two files of one name.

    Raises:
        DigestError: `busy`, when another process holds it still; or it cannot be made.
    """
    if not possible():
        raise DigestError("this system has no file locks", "use Linux, macOS or WSL")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("w")
    except OSError as error:
        raise DigestError(*unwritable(path, error)) from None
    with file:
        _wait_for(file.fileno(), busy, patience_s, tell)
        yield


def _wait_for(
    file: int, busy: DigestError, patience_s: float, tell: Callable[[], None] | None
) -> None:
    begun = time.monotonic()
    while not _taken(file):
        waited = time.monotonic() - begun
        if waited >= patience_s:
            raise busy
        if tell and waited >= TELL_AFTER_S:
            tell()
            tell = None
        time.sleep(PAUSE_S)


def _taken(file: int) -> bool:
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
