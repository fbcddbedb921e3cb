"""What changes on disk leads to work, one piece at a time; what comes meanwhile is one more."""

import logging
import threading
import time
from collections.abc import Callable, Hashable, Iterable
from pathlib import Path
from typing import Generic, TypeVar

from digest.core.quick import dataclass

TOLD_MS = 5  # in which changes are told together
QUIET_S = 0.04  # without a job, after which a storm of saves counts as over
STORM_S = 0.4  # after which it is heard even when it goes on
AGAIN_S = 1.0  # a folder that cannot be watched may come back
log = logging.getLogger("digest")
Job = TypeVar("Job", bound=Hashable)


class Worker(Generic[Job]):
    """A thread that does `work` with all jobs that came since it began the last time.

    It waits for a storm of them to end, since an editor may save one file again and again.
    """

    def __init__(self, work: Callable[[frozenset[Job]], None]) -> None:
        self._work = work
        self._jobs: set[Job] = set()
        self._changed = threading.Condition()
        self._ended = False
        self._thread = threading.Thread(target=self._run, name="builds", daemon=True)

    def start(self) -> None:
        """Begin to wait for jobs."""
        self._thread.start()

    def ask(self, jobs: Iterable[Job]) -> None:
        """Have these done as soon as what is being done has ended."""
        with self._changed:
            self._jobs.update(jobs)
            self._changed.notify()

    def close(self, patience_s: float) -> None:
        """Do nothing new, and wait for what is being done."""
        with self._changed:
            self._ended = True
            self._changed.notify()
        self._thread.join(patience_s)

    def _run(self) -> None:
        while jobs := self._next():
            try:
                self._work(jobs)
            except Exception as error:  # noqa: BLE001 - the next change must find somebody at work
                log.warning("a change was not looked at: %s", error)

    def _next(self) -> frozenset[Job]:
        with self._changed:
            self._changed.wait_for(lambda: self._jobs or self._ended)
            self._calm()
            jobs = frozenset[Job]() if self._ended else frozenset(self._jobs)
            self._jobs.clear()
            return jobs

    def _calm(self) -> None:
        """Wait until no more jobs come, but not too long."""
        end = time.monotonic() + STORM_S
        while not self._ended and time.monotonic() < end:
            if not self._changed.wait(QUIET_S):
                return


@dataclass(frozen=True, slots=True)
class Places:
    """Folders: of the `deep` ones all below counts, of the `flat` ones what lies right in them."""

    deep: frozenset[Path] = frozenset()
    flat: frozenset[Path] = frozenset()


class Watch:
    """Tells the paths of what changed, in threads of its own."""

    def __init__(self, tell: Callable[[frozenset[Path]], None]) -> None:
        self._tell = tell
        self._places = Places()
        self._stop = threading.Event()

    def aim(self, places: Places) -> bool:
        """Watch these places instead of those before; whether they are others."""
        if places == self._places:
            return False
        self.close()
        self._places, self._stop = places, threading.Event()
        for folders, deep in ((places.deep, True), (places.flat, False)):
            if folders:
                args = (folders, deep, self._stop)
                threading.Thread(target=self._watch, args=args, daemon=True).start()
        return True

    def close(self) -> None:
        """Watch nothing more."""
        self._stop.set()

    def _watch(self, folders: frozenset[Path], deep: bool, stop: threading.Event) -> None:
        from watchfiles import watch

        while not stop.is_set():
            try:
                for changes in watch(
                    *folders,
                    recursive=deep,
                    stop_event=stop,
                    step=TOLD_MS,
                    debounce=TOLD_MS,
                    watch_filter=None,
                    raise_interrupt=False,
                    ignore_permission_denied=True,
                ):
                    self._tell(frozenset(Path(path) for _, path in changes))
            except OSError as error:
                log.warning("cannot watch for changes (%s): trying again", error)
                stop.wait(AGAIN_S)
