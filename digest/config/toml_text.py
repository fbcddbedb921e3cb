"""TOML with line numbers, read past its mistakes.

`tomllib` stops at the first mistake and forgets where keys stood; a person who edits digest.toml
wants to hear of all mistakes at once, each with its line.
"""

import re
import tomllib
from dataclasses import dataclass

from digest.core.errors import Problem

Path = tuple[str | int, ...]
HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(#.*)?$")
KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")
MISTAKES = 20  # of syntax; a file with more is no TOML at all


@dataclass(frozen=True, slots=True)
class Toml:
    """The data, the 1-based line of every table and key, and the syntax mistakes passed over."""

    data: dict[str, object]
    lines: dict[Path, int]
    problems: tuple[Problem, ...]


def read(text: str) -> Toml:
    """Parse `text`; a line with a syntax mistake is reported and left out."""
    rows = text.splitlines()
    problems: list[Problem] = []
    for _ in range(MISTAKES):
        try:
            data = tomllib.loads("\n".join(rows) + "\n")
            break
        except tomllib.TOMLDecodeError as error:
            found = AT_LINE.search(str(error))
            line = int(found[1]) if found else len(rows)
            problems.append(Problem(AT_LINE.sub("", str(error)), line, "see toml.io"))
            line = min(line, len(rows))
            if not rows or not rows[line - 1]:
                return Toml({}, {}, tuple(problems))
            rows[line - 1] = ""
    else:
        return Toml({}, {}, tuple(problems))
    return Toml(data, locate(rows), tuple(problems))


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
