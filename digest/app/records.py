"""What was understood of each source last time, in a folder that may be deleted at any time.

A record holds the posts and the hash of every document they were read from. As long as source,
code and documents are the same the posts are; and when a source fails they are its last good ones.
Its first line holds all but the posts' HTML, which is most of it and needed for few of them; that
is in the second line.
"""

import json
import os
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import digest
from digest.app.posts_json import from_json, to_json
from digest.app.worker import Asked
from digest.app.workers import Get
from digest.core.errors import DigestError
from digest.core.horizon import Horizon
from digest.core.model import Post, Source
from digest.core.quick import dataclass
from digest.store.files import sha256, write

ONE_AT_A_TIME = threading.Lock()  # many threads begin at once, and the files are read once
UNDERSTANDING = ("sources", "core")  # the folders whose code makes posts of documents


@dataclass(frozen=True, slots=True)
class Record:
    """`gets` begins with the source's own document. `file` is as old as the last confirmation."""

    file: Path
    gets: tuple[Get, ...]
    posts: tuple[Post, ...]
    age_s: float
    enough: bool

    def confirm(self) -> None:
        """Note that this is still so."""
        with suppress(OSError):
            os.utime(self.file)


@dataclass(frozen=True, slots=True)
class Records:
    """The records of runs with one horizon; with `every`, of runs that look beyond it too."""

    folder: Path
    horizon: Horizon
    every: bool
    clock: Callable[[], float] = time.time

    def find(self, source: Source) -> Record | None:
        """The last record of `source`; `enough` when its posts are all that this run needs."""
        file = self._file(source)
        try:
            age_s = self.clock() - file.stat().st_mtime
            with file.open("rb") as opened:
                data = json.loads(opened.readline())
            if data["mark"] != _mark(source):
                return None
            gets = tuple(Get(Asked(**get["asked"]), get["hash"]) for get in data["gets"])
            posts = tuple(from_json(post) for post in data["posts"])
            return Record(file, gets, posts, max(age_s, 0.0), self._covered_by(data))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def complete(self, post: Post, sources: Sequence[Source]) -> Post:
        """A post with its HTML, if the record of one of its `sources` holds it."""
        for source in sources if post.content is None else ():
            contents = self._contents(source)
            if found := next((contents[key] for key in post.keys if key in contents), None):
                return replace(post, content=found)
        return post

    def _contents(self, source: Source) -> Mapping[str, str]:
        """The HTML of the posts in the last record of `source`, by their keys."""
        try:
            found = json.loads(self._file(source).read_bytes().partition(b"\n")[2])
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def keep(self, source: Source, gets: Sequence[Get], posts: Sequence[Post]) -> tuple[Post, ...]:
        """Remember what was understood, and give the posts without the HTML that now lies here.

        Where nothing can be written nothing is taken away.
        """
        contents = {post.key: post.content for post in posts if post.content}
        light = tuple(replace(post, content=None) if post.content else post for post in posts)
        data = {
            "mark": _mark(source),
            "start": self.horizon.window.start.isoformat(),
            "named": self.horizon.named,
            "gets": [asdict(get) for get in gets],
            "posts": [to_json(post) for post in light],
        }
        try:
            write(self._file(source), f"{json.dumps(data)}\n{json.dumps(contents)}")
        except DigestError:
            return tuple(posts)
        return light

    def _covered_by(self, data: dict[str, Any]) -> bool:
        older = datetime.fromisoformat(data["start"]) <= self.horizon.window.start
        return older and set(self.horizon.named) <= set(data["named"])

    def _file(self, source: Source) -> Path:
        reach = "every" if self.every else "near"
        return self.folder / f"{sha256(f'{source.name} {source.location}')[:40]}.{reach}.json"


def _mark(source: Source) -> str:
    """What besides the documents decides how they are understood."""
    with ONE_AT_A_TIME:
        code = _code()
    return sha256(json.dumps([asdict(source), code], default=str))


@cache
def _code() -> str:
    """The code that understands documents, by the sizes and times of its files."""
    package = Path(digest.__file__).parent
    files = [file for name in UNDERSTANDING for file in sorted((package / name).rglob("*.py"))]
    stats = ((str(file), file.stat()) for file in files)
    return sha256(repr([(name, stat.st_size, stat.st_mtime_ns) for name, stat in stats]))
