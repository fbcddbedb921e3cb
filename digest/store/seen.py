"""issues/seen.jsonl: when each source was first fetched, and each undated post first seen.

One JSON object a line, only ever appended, so that git can merge two branches by taking the lines
of both; of two lines about one thing the earlier date holds.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from digest.core.errors import DigestError
from digest.core.file_errors import unreadable
from digest.core.history import Sighting
from digest.store.files import write

NAME = "seen.jsonl"
Baselines = Mapping[str, datetime]
Sightings = Mapping[tuple[str, str], Sighting]


def read(issues: Path) -> tuple[Baselines, Sightings]:
    """The baselines by source, and the sightings by source and key.

    Raises:
        DigestError: a line is no record.
    """
    baselines: dict[str, datetime] = {}
    sightings: dict[tuple[str, str], Sighting] = {}
    for number, line in enumerate(_lines(issues / NAME), 1):
        if not line.strip():
            continue
        try:
            found = _sighting(line)
        except (ValueError, KeyError, TypeError):
            where = f"{issues / NAME}:{number}"
            hint = "delete that line, or restore the file from git"
            raise DigestError(f"{where}: not a record of a post", hint) from None
        source, seen = found.source, found.first_seen
        if not found.key:
            baselines[source] = min(seen, baselines.get(source, seen))
            continue
        known = sightings.get((source, found.key), found)
        sightings[source, found.key] = min(known, found, key=_earlier)
    return baselines, sightings


def append(issues: Path, baselines: Baselines, sightings: Iterable[Sighting]) -> None:
    """Add new baselines and sightings, in their order."""
    rows = [{"source": name, "first_seen": at.isoformat()} for name, at in baselines.items()]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    lines += [json.dumps(_record(sighting), ensure_ascii=False) for sighting in sightings]
    if lines:
        kept = [line for line in _lines(issues / NAME) if line.strip()]
        write(issues / NAME, "".join(f"{line}\n" for line in (*kept, *lines)))


def _sighting(line: str) -> Sighting:
    """One record; that of a baseline has no key."""
    record = json.loads(line)
    seen = datetime.fromisoformat(record["first_seen"])
    if seen.tzinfo is None:
        raise ValueError(line)
    rank = record.get("rank")
    key = str(record.get("key", ""))
    return Sighting(str(record["source"]), key, seen, None if rank is None else int(rank))


def _earlier(sighting: Sighting) -> tuple[datetime, bool, int]:
    return sighting.first_seen, sighting.rank is None, sighting.rank or 0


def _record(sighting: Sighting) -> dict[str, object]:
    record: dict[str, object] = {
        "source": sighting.source,
        "key": sighting.key,
        "first_seen": sighting.first_seen.isoformat(),
    }
    return record if sighting.rank is None else {**record, "rank": sighting.rank}


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text("utf-8").split("\n")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise DigestError(*unreadable(file, error, "restore it from git")) from None
