"""Records of finished builds, so that one that would change nothing is over at once.

A record holds a fingerprint of all that a build read and of what it wrote, and its result. Files
are taken by path, size and times; outputs by content, since an edited one must be noticed.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from digest.core.errors import DigestError
from digest.store.files import read_json, sha256, write_json


def fingerprint(facts: Mapping[str, object], read: Iterable[str], wrote: Iterable[Path]) -> str:
    """One hash over `facts`, the `stats` of what was `read`, and the contents of `wrote`."""
    outputs = [(str(file), sha256(file.read_bytes()) if file.is_file() else "") for file in wrote]
    parts = [json.dumps(dict(facts), default=str), repr(outputs), *read]
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
