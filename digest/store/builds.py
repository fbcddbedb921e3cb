"""Records of finished builds, so that one that would change nothing is over at once.

A record holds a fingerprint of all that a build read and of what it wrote, and its result. Files
are taken by path, size and times; outputs by content, since an edited one must be noticed.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from digest.core.errors import DigestError
from digest.store.files import read_json, sha256, write_json


def fingerprint(facts: Mapping[str, object], read: Iterable[Path], wrote: Iterable[Path]) -> str:
    """One hash over `facts`, the files and folders `read`, and the contents of `wrote`."""
    parts: list[object] = [dict(facts)]
    parts += [_stat(file) for place in read for file in sorted(_files(place))]
    parts += [(str(file), sha256(file.read_bytes()) if file.is_file() else "") for file in wrote]
    return sha256(json.dumps(parts, default=str))


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


def _files(place: Path) -> Iterator[Path]:
    if place.is_dir():
        for entry in place.rglob("*"):
            if entry.is_file():
                yield entry
    else:
        yield place


def _stat(file: Path) -> tuple[object, ...]:
    try:
        found = file.stat()
    except OSError:
        return (str(file), None)
    return (str(file), found.st_size, found.st_mtime_ns, found.st_ctime_ns)
