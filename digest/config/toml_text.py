"""TOML with line numbers, read past its mistakes.

`tomllib` stops at the first mistake and forgets where keys stood; a person who edits digest.toml
wants to hear of all mistakes at once, each with its line.
"""

import re
import tomllib

from digest.core.errors import Problem
from digest.core.quick import dataclass

Path = tuple[str | int, ...]
HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(#.*)?$")
KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
OPENING = re.compile(r"\s*(\[\[?)\s*([\w.-]+)")
PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
MISTAKES = 20  # of syntax; a file with more is no TOML at all


@dataclass(frozen=True, slots=True)
class Toml:
    """The data, the 1-based line of every table and key, and the syntax mistakes passed over.

    `lines` also knows the keys that were left out because of a mistake.
    """

    data: dict[str, object]
    lines: dict[Path, int]
    problems: tuple[Problem, ...]


def read(text: str) -> Toml:
    """Parse `text`; a statement with a syntax mistake is reported and left out."""
    rows = text.replace("\r\n", "\n").split("\n")
    headed = rows.copy()
    problems: list[Problem] = []
    for _ in range(MISTAKES):
        try:
            return Toml(tomllib.loads("\n".join(rows)), locate(headed), tuple(problems))
        except tomllib.TOMLDecodeError as error:
            place = PLACE.search(str(error))
            at = _beginning(rows, int(place[1] or len(rows)) if place else len(rows))
            problems.append(_problem(PLACE.sub("", str(error)), rows[at], at + 1))
            if mended := _mended_header(rows[at]):
                rows[at] = headed[at] = mended
            else:
                _leave_out(rows, at)
    return Toml({}, {}, tuple(problems))


def _problem(said: str, row: str, line: int) -> Problem:
    """What the parser said, in words that a person understands."""
    if not said.startswith(("Cannot overwrite", "Cannot declare")):
        return Problem(said, line, "see toml.io")
    key = KEY.match(row)
    name = key[1] if key else row.partition("#")[0].strip()
    return Problem(f"{name} is given twice", line, "keep one of them")


def _beginning(rows: list[str], line: int) -> int:
    """Where the statement begins in which the parser stopped at `line`: the rows above are whole.

    An array or a text that is never closed is noticed only many lines later.
    """
    for at in range(line - 1, 0, -1):
        try:
            tomllib.loads("\n".join(rows[:at]))
        except tomllib.TOMLDecodeError:
            continue
        return at
    return 0


def _mended_header(row: str) -> str | None:
    """`[newsletter` and `[[sources]` with the brackets they lack."""
    found = OPENING.match(row)
    mended = f"{found[1]}{found[2]}{']' * len(found[1])}" if found else row
    return mended if not row.startswith(mended) else None


def _leave_out(rows: list[str], at: int) -> None:
    """Blank the statement that begins at `at`; with a table's header go the keys of the table."""
    header = OPENING.match(rows[at])
    rows[at] = ""
    for place in range(at + 1, len(rows)):
        if HEADER.match(rows[place]) or (not header and KEY.match(rows[place])):
            return
        rows[place] = ""


def locate(rows: list[str]) -> dict[Path, int]:
    """The line of each table and key; values that span lines hide no keys in practice."""
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    for number, row in enumerate(rows, 1):
        if header := HEADER.match(row):
            table = _parts(header[2])
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            lines.setdefault(table, number)
        elif key := KEY.match(row):
            lines.setdefault((*table, *_parts(key[1])), number)
    return lines


def _parts(dotted: str) -> Path:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))
