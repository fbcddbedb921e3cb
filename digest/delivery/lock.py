"""One sender at a time."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from digest.core.errors import DeliveryError, GateError


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold the lock file at `path`; the kernel lets go of it however the process ends.

    The file stays: removing it would let two processes hold two files of one name.

    Raises:
        GateError: another process holds it.
        DeliveryError: it cannot be made.
    """
    try:
        file = path.open("w")
    except OSError as error:
        raise DeliveryError(f"{path}: {error.strerror}", "make it writable") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise GateError("another send is running", "wait until it has ended") from None
        yield
