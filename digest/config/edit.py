"""digest.toml with a source more or less: what a person wrote stays as it is, byte for byte.

Tables are cut out and put in by their lines. A TOML library keeps comments too, but it takes those
above a table for the end of the table before. Every edit is proved by reading the result again.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from digest.core.errors import ConfigError

HEADER = re.compile(r"\s*\[\[?\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
SOURCES = re.compile(r"\s*\[\[\s*sources\s*\]\]\s*(?:#.*)?$")
LATER = ("design", "audience", "delivery")  # tables which `digest init` writes below the sources
BY_HAND = "write the [[sources]] tables of digest.toml by hand, one below the other"


def add_sources(text: str, sources: Sequence[Mapping[str, object]]) -> str:
    """The text of digest.toml with more `[[sources]]` tables, below those it has.

    Raises:
        ConfigError: it cannot be done without touching other parts.
    """
    if not sources:
        return text
    mark, body, end = _opened(text)
    rows = body.split("\n")
    place = _below_sources(rows)
    tables = [_written(source) for source in sources]
    above, below = rows[:place], rows[place:]
    while above and not above[-1].strip():
        above.pop()
    if not below or below[0].strip():
        below.insert(0, "")
    new = "\n".join([*above, *([""] if above else []), "\n\n".join(tables), *below])
    wanted = _read(body)
    wanted["sources"] = [*_sources(wanted), *(_plain(source) for source in sources)]
    return mark + _proved(new, wanted).replace("\n", end)


def remove_source(text: str, name: str) -> str:
    """The text without the `[[sources]]` table of that name; comments above the table stay.

    Raises:
        ConfigError: it cannot be done without touching other parts.
    """
    mark, body, end = _opened(text)
    wanted = _read(body)
    found = _sources(wanted)
    number = [source.get("name") for source in found].index(name)
    rows = body.split("\n")
    headers = [place for place, row in enumerate(rows) if SOURCES.match(row)]
    if len(headers) != len(found):
        raise _by_hand("its sources are not written as [[sources]] tables")
    first, last = headers[number], _table_end(rows, headers[number])
    while first and not rows[first - 1].strip():
        first -= 1
    rows[first:last] = []
    left = found[:number] + found[number + 1 :]
    wanted = {key: left if key == "sources" else value for key, value in wanted.items()}
    if not left:
        del wanted["sources"]
    return mark + _proved("\n".join(rows), wanted).replace("\n", end)


def _opened(text: str) -> tuple[str, str, str]:
    """The byte order mark, if there is one, the text with plain line ends, and the line end."""
    body = text.removeprefix("\ufeff")
    end = "\r\n" if "\r\n" in body else "\n"
    return text[: len(text) - len(body)], body.replace("\r\n", "\n"), end


def _below_sources(rows: Sequence[str]) -> int:
    """The row at which a new source goes in: the end of the last one, else above `[design]`."""
    headers = [place for place, row in enumerate(rows) if SOURCES.match(row)]
    if headers:
        return _table_end(rows, headers[-1])
    tables = ((place, HEADER.match(row)) for place, row in enumerate(rows))
    later = (place for place, found in tables if found and found[1] in LATER)
    place = next(later, len(rows))
    while place and rows[place - 1].lstrip().startswith("#"):
        place -= 1
    return place


def _table_end(rows: Sequence[str], header: int) -> int:
    """The row after a table's last key, and after comments right below that are not the next's."""
    after = (place for place in range(header + 1, len(rows)) if _is_next(rows[place]))
    stop = next(after, len(rows))
    end = max(n for n in range(header, stop) if rows[n].strip() and rows[n].lstrip()[0] != "#") + 1
    comments = end
    while comments < stop and rows[comments].lstrip().startswith("#"):
        comments += 1
    is_own = comments == len(rows) or not rows[comments].strip()
    return comments if is_own else end


def _is_next(row: str) -> bool:
    """Whether a row opens another table than a part of this source, `[sources.part]`."""
    found = HEADER.match(row)
    return found is not None and not re.match(r"sources\s*\.", found[1])


def _written(source: Mapping[str, object]) -> str:
    """A source as a table, its texts quoted and escaped."""
    import tomlkit

    return tomlkit.dumps({"sources": [_plain(source)]}).strip()


def _plain(source: Mapping[str, object]) -> dict[str, object]:
    """What TOML can say: lists for tuples, and nothing for None."""
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in source.items()
        if value is not None
    }


def _sources(data: Mapping[str, Any]) -> list[dict[str, object]]:
    found = data.get("sources", [])
    if isinstance(found, list):
        return found
    raise _by_hand("its sources are not written as [[sources]] tables")


def _proved(new: str, wanted: Mapping[str, object]) -> str:
    """The new text, if it says what it should and nothing else."""
    try:
        said = tomllib.loads(new)
    except tomllib.TOMLDecodeError as error:
        raise _by_hand(str(error)) from None
    if said != wanted:
        raise _by_hand("other parts of it would change")
    return new


def _read(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _by_hand(str(error)) from None


def _by_hand(reason: str) -> ConfigError:
    return ConfigError(f"digest.toml cannot be edited safely: {reason}", BY_HAND)
