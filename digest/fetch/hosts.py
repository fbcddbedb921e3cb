"""What a host has to bear from us: few connections, and none while it wants to be left alone."""

import json
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from digest.fetch.atomic import write
from digest.fetch.limits import DEFAULT


@dataclass(slots=True)
class Hosts:
    """Shared by all threads of a run; `file` keeps the waits for the next run. Times are epochs."""

    file: Path | None = None
    per_host: int = DEFAULT.per_host
    clock: Callable[[], float] = time.time
    _slots: dict[str, threading.BoundedSemaphore] = field(init=False)
    _waits: dict[str, float] | None = None
    _turns: dict[str, float] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._slots = defaultdict(lambda: threading.BoundedSemaphore(self.per_host))

    def slot(self, host: str) -> threading.BoundedSemaphore:
        """What to hold while asking `host`."""
        with self._lock:
            return self._slots[host]

    def wait_turn(self, host: str, between_s: float) -> None:
        """Sleep until `between_s` after the turn before."""
        with self._lock:
            at = max(self._turns.get(host, 0.0), time.monotonic())
            self._turns[host] = at + between_s
        time.sleep(max(0.0, at - time.monotonic()))

    def closed_until(self, host: str) -> float | None:
        """When `host` may be asked again; None for now."""
        with self._lock:
            until = self._known().get(host)
        return until if until and until > self.clock() else None

    def close(self, host: str, until: float) -> None:
        """Leave `host` alone until then, in this run and the next ones."""
        with self._lock:
            waits = self._known()
            waits[host] = until
            open_now = [name for name, at in waits.items() if at <= self.clock()]
            for name in open_now:
                del waits[name]
            if self.file:
                write(self.file, json.dumps(waits).encode())

    def _known(self) -> dict[str, float]:
        if self._waits is None:
            self._waits = _read(self.file) if self.file else {}
        return self._waits


def _read(file: Path) -> dict[str, float]:
    """The waits of earlier runs; a file that is broken or missing holds none."""
    try:
        found = json.loads(file.read_bytes())
        return {str(host): float(until) for host, until in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
