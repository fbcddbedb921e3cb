"""A process that understands sources for another one, so that a poisonous one hurts nobody else.

It reads a `Job` from its standard input and writes `Posts` or `Refused` to its standard output;
what an adapter asks of the web goes as `Asked` to the other process, which has the network. It dies
when a job takes too long or too much memory, and when the other process is gone.
"""

import logging
import os
import pickle  # between two processes of our own
import signal
import sys
from contextlib import suppress
from typing import IO, Any

from digest.app.trim import trimmed
from digest.core.errors import SourceError
from digest.core.horizon import Horizon
from digest.core.identity import with_keys
from digest.core.model import Post, Source
from digest.core.ports import Document
from digest.core.quick import dataclass

MEMORY_BYTES = 1 << 30


@dataclass(frozen=True, slots=True)
class Job:
    """Understand `source`, whose document is `first`, in `time_s` seconds.

    With `every`, posts from beyond the horizon are wanted too.
    """

    source: Source
    first: Document
    horizon: Horizon
    every: bool
    time_s: float


@dataclass(frozen=True, slots=True)
class Asked:
    """The adapter wants another document: a `Document` or `Refused` is the answer."""

    location: str
    allow_private: bool
    scrape: bool


@dataclass(frozen=True, slots=True)
class Posts:
    """What came of it, with keys."""

    posts: tuple[Post, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A `SourceError`, as data."""

    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Pipe:
    """Messages from and to the other process."""

    source: IO[bytes]
    sink: IO[bytes]

    def take(self) -> Any:
        """The next message.

        Raises:
            EOFError: the other process is gone.
        """
        return pickle.load(self.source)  # noqa: S301

    def give(self, message: object) -> None:
        """Send a message."""
        self.sink.write(pickle.dumps(message, pickle.HIGHEST_PROTOCOL))
        self.sink.flush()


@dataclass(frozen=True, slots=True)
class Relay:
    """A `Web` that knows one document, and asks the other process for all others."""

    job: Job
    pipe: Pipe

    def get(self, location: str, *, allow_private: bool = False, scrape: bool = False) -> Document:
        """The document; the time that the other process needs for it is not ours."""
        if location == self.job.source.location:
            return self.job.first
        left, _ = signal.setitimer(signal.ITIMER_REAL, 0)
        self.pipe.give(Asked(location, allow_private, scrape))
        answer = self.pipe.take()
        signal.setitimer(signal.ITIMER_REAL, left)
        if isinstance(answer, Refused):
            raise SourceError(answer.message, answer.hint)
        assert isinstance(answer, Document)
        return answer


def main() -> None:
    """Do jobs until there are no more."""
    pipe = _take_pipes()
    _set_limits()
    logging.basicConfig(level=int(sys.argv[1]), format="%(levelname)s: %(message)s")
    with suppress(EOFError, BrokenPipeError):
        while True:
            pipe.give(_done(pipe.take(), pipe))


def _take_pipes() -> Pipe:
    """The pipes, out of the reach of a parser that reads or prints."""
    source, sink = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    return Pipe(os.fdopen(source, "rb"), os.fdopen(sink, "wb"))


def _set_limits() -> None:
    import resource

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the other process decides
    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # nothing can catch it: it ends the process
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def _done(job: Job, pipe: Pipe) -> Posts | Refused:
    from digest.app.shelves import source_adapter

    signal.setitimer(signal.ITIMER_REAL, job.time_s)
    try:
        adapter = source_adapter(job.source, Relay(job, pipe), horizon=job.horizon)
        posts = with_keys(tuple(adapter.posts()))
        return Posts(posts if job.every else trimmed(posts, job.horizon))
    except SourceError as error:
        return Refused(error.message, error.hint)
    except Exception as error:  # noqa: BLE001 - whatever a parser raises, it is one source's fault
        return Refused(*not_understood(job.source, error))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def not_understood(source: Source, error: Exception) -> tuple[str, str]:
    """Message and hint for an error that no adapter should let out."""
    return (
        f"{source.location}: cannot be understood ({type(error).__name__}: {error})",
        "this is a mistake in digest: please report it with the address",
    )
