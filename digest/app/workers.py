"""The processes that understand sources: few, started when needed, replaced when they die."""

import logging
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import cast

from digest.app.worker import Asked, Job, Pipe, Posts, Refused
from digest.core.errors import SourceError
from digest.core.horizon import Horizon
from digest.core.model import Post, Source
from digest.core.ports import Document
from digest.fetch.cache import Answer
from digest.fetch.web import Web

TIME_S = 10.0  # for one source; a feed takes a fraction of a second
MOST = 8  # processes; most of them wait for documents
INHERITED = ("HOME", "LANG", "LC_ALL", "PATH", "PYTHONDONTWRITEBYTECODE", "TZ")
COMMAND = (sys.executable, "-P", "-c", "from digest.app.worker import main; main()")


@dataclass(frozen=True, slots=True)
class Get:
    """A document that was asked for, and its hash; "" where it could not be had."""

    asked: Asked
    hash: str


@dataclass(frozen=True, slots=True)
class Understood:
    """The posts of a source, and what else was read for them beside its first document."""

    posts: tuple[Post, ...]
    gets: tuple[Get, ...]


@dataclass(slots=True)
class Workers:
    """Shared by all threads; a thread that has work waits until a processor is free for it."""

    web: Web
    time_s: float = TIME_S
    command: Sequence[str] = COMMAND
    processors: int = field(default_factory=lambda: os.cpu_count() or 1)
    _idle: list["subprocess.Popen[bytes]"] = field(default_factory=list)
    _begun: int = 0  # jobs, of which some wait for documents
    _running: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _may_begin: threading.Condition = field(init=False)
    _may_go_on: threading.Condition = field(init=False)

    def __post_init__(self) -> None:
        self._may_begin = threading.Condition(self._lock)
        self._may_go_on = threading.Condition(self._lock)

    def understand(
        self, source: Source, first: Document, horizon: Horizon, *, every: bool = False
    ) -> Understood:
        """The posts of a source whose first document is at hand; see `Job` for `every`.

        Raises:
            SourceError: there are none, or it took too long, or the process died of it.
        """
        with self._begin():
            process = self._process()
            try:
                understood = self._lead(process, Job(source, first, horizon, every, self.time_s))
            except (EOFError, BrokenPipeError, pickle.UnpicklingError) as error:
                raise _death(source, _end(process), self.time_s) from error
            except SourceError:
                self._idle.append(process)
                raise
            except BaseException:
                _end(process)
                raise
            self._idle.append(process)
            return understood

    def close(self) -> None:
        """End all processes; none of them has work."""
        while self._idle:
            _end(self._idle.pop())

    @contextmanager
    def _begin(self) -> Iterator[None]:
        """A processor for a job that begins."""
        with self._lock:
            self._may_begin.wait_for(lambda: self._running < self.processors and self._begun < MOST)
            self._begun += 1
            self._running += 1
        try:
            yield
        finally:
            with self._lock:
                self._begun -= 1
                self._leave()

    @contextmanager
    def _pause(self) -> Iterator[None]:
        """Leave the processor to others until this is done."""
        with self._lock:
            self._leave()
        try:
            yield
        finally:
            with self._lock:
                self._may_go_on.wait_for(lambda: self._running < self.processors)
                self._running += 1

    def _leave(self) -> None:
        """Give the processor to one that waits: to wake all of them would cost more than a feed."""
        self._running -= 1
        self._may_go_on.notify()
        self._may_begin.notify()

    def _process(self) -> "subprocess.Popen[bytes]":
        with suppress(IndexError):
            return self._idle.pop()
        level = logging.getLogger("digest").getEffectiveLevel()
        known = {name: os.environ[name] for name in INHERITED if name in os.environ}
        return subprocess.Popen(  # noqa: S603 - it is ourselves
            [*self.command, str(level)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**known, "PYTHONPATH": os.pathsep.join(sys.path)},  # and no secret
        )

    def _lead(self, process: "subprocess.Popen[bytes]", job: Job) -> Understood:
        assert process.stdin
        assert process.stdout
        pipe = Pipe(process.stdout, process.stdin)
        gets: list[Get] = []
        message: object = job
        while True:
            pipe.give(message)
            said = pipe.take()
            if isinstance(said, Posts):
                return Understood(said.posts, tuple(gets))
            if isinstance(said, Refused):
                raise SourceError(said.message, said.hint)
            with self._pause():
                found, message = self._answer(cast("Asked", said))
            gets.append(found)

    def _answer(self, asked: Asked) -> tuple[Get, Document | Refused]:
        try:
            answer = read(self.web, asked)
            return Get(asked, answer.hash), answer.document()
        except SourceError as error:
            return Get(asked, ""), Refused(error.message, error.hint)


def read(web: Web, asked: Asked) -> Answer:
    """What the web answers to a question.

    Raises:
        SourceError: it cannot be had.
    """
    return web.read(asked.location, allow_private=asked.allow_private, scrape=asked.scrape)


def _end(process: "subprocess.Popen[bytes]") -> int:
    """End a process, whatever it does; minus the signal that it died of."""
    for pipe in (process.stdin, process.stdout):
        assert pipe
        with suppress(OSError):
            pipe.close()
    try:
        return process.wait(1)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def _death(source: Source, code: int, time_s: float) -> SourceError:
    if code == -signal.SIGALRM:
        why = f"it takes longer than {time_s:g} s to understand"
    else:
        why = f"the process that read it died (exit {code})"
    return SourceError(
        f"{source.location}: {why}", "open it in a browser: is it what its owner meant it to be?"
    )
