"""The last good answer of each address, in a folder that may be deleted at any time.

One file an answer: a line of JSON about it, then the body, so that the two cannot disagree. The
file's time is when the server last said that this is still its answer. Nothing that was sent to the
server is kept, nor any header but the few named here.
"""

import hashlib
import json
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from digest.core.errors import SourceError
from digest.core.ports import Document
from digest.core.quick import dataclass
from digest.fetch.atomic import write

KEPT_S = 90 * 86_400  # after which an answer that nobody asked for again is thrown away
TRUST_S = 7 * 86_400  # some servers say "not modified" for ever: now and then we ask for all of it


@dataclass(frozen=True, slots=True)
class Answer:
    """A document as its server gave it; `body` is None when it is not in memory but in `file`.

    `fetched` is when its server gave it; `moved` is where permanent redirects led this time.
    """

    location: str
    hash: str
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    link: str = ""
    fetched: float = 0.0
    file: Path | None = None
    body: bytes | None = None
    moved: str | None = None

    def document(self) -> Document:
        """The document, read from the cache if need be.

        Raises:
            SourceError: it was there a moment ago, and is there no more.
        """
        body = self.body
        if body is None and self.file:
            try:
                body = self.file.read_bytes().partition(b"\n")[2]
            except OSError as error:
                raise SourceError(f"{self.location}: its copy is gone", "try again") from error
        return Document(body or b"", self.location, self.content_type, self.link)


@dataclass(frozen=True, slots=True)
class Cache:
    """Answers by the address that was asked for; `clock` gives epochs."""

    folder: Path
    clock: Callable[[], float] = time.time

    def find(self, url: str) -> Answer | None:
        """What `url` answered last; a file that is not whole counts as none."""
        file = self._file(url)
        try:
            with file.open("rb") as opened:
                line = opened.readline()
                size = os.fstat(opened.fileno()).st_size
            about = json.loads(line)
            if size != len(line) + about.pop("size"):
                return None
            return Answer(**about, file=file)
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def keep(self, url: str, answer: Answer) -> None:
        """Remember `answer`, which has its body."""
        body = answer.body or b""
        about = {
            "location": answer.location,
            "hash": answer.hash,
            "content_type": answer.content_type,
            "etag": answer.etag,
            "last_modified": answer.last_modified,
            "link": answer.link,
            "fetched": answer.fetched,
            "size": len(body),
        }
        write(self._file(url), json.dumps(about).encode() + b"\n" + body)

    def confirm(self, answer: Answer) -> None:
        """Note that the server said so again."""
        if answer.file:
            with suppress(OSError):  # deleted meanwhile
                os.utime(answer.file)

    def trusts(self, answer: Answer) -> bool:
        """Whether its server may be asked if this is still so, rather than for all of it."""
        return 0 <= self.clock() - answer.fetched < TRUST_S

    def prune(self) -> None:
        """Throw away what has not been asked for in a long time."""
        oldest = self.clock() - KEPT_S
        with suppress(OSError), os.scandir(self.folder) as entries:
            for entry in entries:
                if entry.stat().st_mtime < oldest:
                    Path(entry).unlink()

    def _file(self, url: str) -> Path:
        return self.folder / hashlib.sha256(url.encode()).hexdigest()[:40]


def body_hash(body: bytes) -> str:
    """The same for the same bytes."""
    return hashlib.blake2b(body, digest_size=32).hexdigest()
