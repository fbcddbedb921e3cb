"""Writing a file of the cache: the old one or the new one is there, never half of it."""

import threading
from contextlib import suppress
from pathlib import Path


def write(file: Path, data: bytes) -> None:
    """Write `data` whole; a cache that cannot be written is none, and costs time only."""
    fresh = file.with_name(f".{file.name}.{threading.get_native_id()}.new")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh.write_bytes(data)
        fresh.replace(file)
    except OSError:
        with suppress(OSError):
            fresh.unlink()
