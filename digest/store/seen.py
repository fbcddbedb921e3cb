"""issues/seen.jsonl: when each source was first fetched, and each undated post first seen.

One JSON object a line, only ever appended, so that git can merge two branches by taking the lines
of both; of two lines about one thing the earlier date holds.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from digest.core.errors import DigestError
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
        try:
            record = json.loads(line)
            source, seen = record["source"], datetime.fromisoformat(record["first_seen"])
            if "key" not in record:
                baselines[source] = min(seen, baselines.get(source, seen))
                continue
            sighting = Sighting(source, record["key"], seen, record.get("rank"))
        except (ValueError, KeyError, TypeError):
            where = f"{issues / NAME}:{number}"
            hint = "delete that line, or restore the file from git"
            raise DigestError(f"{where}: not a record of a post", hint) from None
        known = sightings.get((source, sighting.key), sighting)
        sightings[source, sighting.key] = min(known, sighting, key=lambda s: s.first_seen)
    return baselines, sightings


def append(issues: Path, baselines: Baselines, sightings: Iterable[Sighting]) -> None:
    """Add new baselines and sightings, in their order."""
    rows = [{"source": name, "first_seen": at.isoformat()} for name, at in baselines.items()]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    lines += [json.dumps(_record(sighting), ensure_ascii=False) for sighting in sightings]
    if lines:
        write(issues / NAME, "".join(f"{line}\n" for line in (*_lines(issues / NAME), *lines)))


def _record(sighting: Sighting) -> dict[str, object]:
    record: dict[str, object] = {
        "source": sighting.source,
        "key": sighting.key,
        "first_seen": sighting.first_seen.isoformat(),
    }
    return record if sighting.rank is None else {**record, "rank": sighting.rank}


def _lines(file: Path) -> list[str]:
    try:
        return [line for line in file.read_text("utf-8").splitlines() if line.strip()]
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise DigestError(f"{file}: cannot be read ({error})", "restore it from git") from None
