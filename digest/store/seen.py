"""issues/seen.jsonl: when each source was first fetched, and each undated post first seen.

One JSON object a line, only ever appended, so that git can merge two branches by taking the lines
of both, and two builds at once lose nothing; of two lines about one thing the earlier date and the
larger number hold. A last line that a crash cut short is none.
"""

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from digest.core.errors import DigestError
from digest.core.file_errors import unreadable, unwritable
from digest.core.history import Sighting

NAME = "seen.jsonl"
Baselines = Mapping[str, datetime]
Sightings = Mapping[tuple[str, str], Sighting]
Busiest = Mapping[str, int]


def read(issues: Path) -> tuple[Baselines, Sightings, Busiest]:
    """The baselines by source, the sightings by source and key, and the busiest weeks by source.

    Raises:
        DigestError: a line is no record.
    """
    baselines: dict[str, datetime] = {}
    sightings: dict[tuple[str, str], Sighting] = {}
    busiest: dict[str, int] = {}
    for number, line in enumerate(_lines(issues / NAME), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            found = _sighting(record)
            posts = int(record.get("busiest_week", -1))
        except (ValueError, KeyError, TypeError, AttributeError):
            where = f"{issues / NAME}:{number}"
            hint = "delete that line, or restore the file from git"
            raise DigestError(f"{where}: not a record of a post", hint) from None
        source, seen, place = found.source, found.first_seen, (found.source, found.key)
        if found.key:
            sightings[place] = _merged(sightings.get(place, found), found)
            continue
        baselines[source] = min(seen, baselines.get(source, seen))
        if posts >= 0:
            busiest[source] = max(posts, busiest.get(source, 0))
    return baselines, sightings, busiest


def append(
    issues: Path, baselines: Baselines, sightings: Iterable[Sighting], busiest: Busiest
) -> None:
    """Add these baselines, with the busiest weeks that are known, and sightings, in their order.

    Raises:
        DigestError: the file cannot be written.
    """
    rows = [_baseline(name, at, busiest.get(name)) for name, at in baselines.items()]
    rows += [_record(sighting) for sighting in sightings]
    lines = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    if not lines:
        return
    file = issues / NAME
    try:
        issues.mkdir(parents=True, exist_ok=True)
        with file.open("ab+") as opened:
            _lock(opened)
            opened.write(_ending(opened) + lines.encode())
    except OSError as error:
        raise DigestError(*unwritable(file, error)) from None


def _lock(opened: BinaryIO, *, shared: bool = False) -> None:
    """Wait for whoever else appends; where there are no locks, there is nobody else."""
    with suppress(ImportError, OSError):
        import fcntl

        fcntl.flock(opened, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)


def _ending(opened: BinaryIO) -> bytes:
    """What ends the last line, after a line that a crash cut short is taken away."""
    opened.seek(0)
    data = opened.read()
    start = data.rfind(b"\n") + 1
    if start == len(data):
        return b""
    if _is_whole(data[start:]):
        return b"\n"
    os.truncate(opened.fileno(), start)
    return b""


def _is_whole(line: bytes) -> bool:
    try:
        return json.loads(line) is not None
    except ValueError:
        return False


def _sighting(record: dict[str, Any]) -> Sighting:
    """One record; that of a baseline has no key."""
    seen = datetime.fromisoformat(record["first_seen"])
    if seen.tzinfo is None:
        raise ValueError(record)
    rank, title, was = (record.get(name) for name in ("rank", "title", "was"))
    return Sighting(
        str(record["source"]),
        str(record.get("key", "")),
        seen,
        None if rank is None else int(rank),
        None if title is None else str(title),
        None if was is None else str(was),
    )


def _merged(one: Sighting, other: Sighting) -> Sighting:
    """Of two sightings of one post the earlier, with what either knows besides."""
    first = min(one, other, key=lambda s: (s.first_seen, s.rank is None, s.rank or 0))
    titles = [s.title for s in (one, other) if s.title]
    former = [s.was for s in (one, other) if s.was]
    return replace(first, title=min(titles, default=None), was=min(former, default=None))


def _baseline(source: str, at: datetime, busiest: int | None) -> dict[str, object]:
    record: dict[str, object] = {"source": source, "first_seen": at.isoformat()}
    return record if busiest is None else {**record, "busiest_week": busiest}


def _record(sighting: Sighting) -> dict[str, object]:
    record: dict[str, object] = {
        "source": sighting.source,
        "key": sighting.key,
        "first_seen": sighting.first_seen.isoformat(),
    }
    also = {"rank": sighting.rank, "title": sighting.title, "was": sighting.was}
    return record | {name: value for name, value in also.items() if value is not None}


def _lines(file: Path) -> list[str]:
    """The lines, but for a last one that a crash cut short."""
    try:
        with file.open("rb") as opened:
            _lock(opened, shared=True)
            *lines, last = opened.read().split(b"\n")
        return b"\n".join([*lines, last] if _is_whole(last) else lines).decode().split("\n")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise DigestError(*unreadable(file, error, "restore it from git")) from None
