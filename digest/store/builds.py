"""Records of finished builds, so that one that would change nothing is over at once.

A record holds a fingerprint of all that a build read and of what it wrote, and its result. Files
are taken by path, size and times; outputs by content, since an edited one must be noticed.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from digest.core.errors import DigestError
from digest.store.files import read_json, sha256, write_json

TOOLS = "node_modules"  # like folders with a dot before their name, no place for posts or designs


def fingerprint(facts: Mapping[str, object], read: Iterable[Path], wrote: Iterable[Path]) -> str:
    """One hash over `facts`, the files and folders `read`, and the contents of `wrote`."""
    stats = [line for place in read for line in sorted(_stats(str(place)))]
    outputs = [(str(file), sha256(file.read_bytes()) if file.is_file() else "") for file in wrote]
    parts = [json.dumps(dict(facts), default=str), repr(outputs), *stats]
    return sha256("\n".join(parts).encode("utf-8", "surrogateescape"))


def recall(file: Path, mark: str) -> dict[str, Any] | None:
    """The result of the build recorded in `file`, if its fingerprint is `mark`."""
    try:
        record = read_json(file)
    except DigestError:
        return None
    if not record or record.get("fingerprint") != mark:
        return None
    result = record.get("result")
    return result if isinstance(result, dict) else None


def record(file: Path, mark: str, result: Mapping[str, object]) -> None:
    """Keep `result` under `mark`."""
    write_json(file, {"fingerprint": mark, "result": dict(result)})


def _stats(place: str) -> Iterator[str]:
    """Path, size and times of a file, or of every file below a folder; links lead nowhere."""
    try:
        entries = os.scandir(place)
    except OSError:
        yield _line(place, Path(place).stat)
        return
    with entries:
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                yield _line(entry.path, entry.stat)
            elif entry.name[0] != "." and entry.name != TOOLS:
                yield from _stats(entry.path)


def _line(path: str, stat: Callable[[], os.stat_result]) -> str:
    try:
        found = stat()
    except OSError:
        return path
    return f"{path}\0{found.st_size}\0{found.st_mtime_ns}\0{found.st_ctime_ns}"
