"""Keys and tables put into a TOML text and taken out, by whole rows; all other rows stay.

What is new stands where a person would look for it: below its sample, which is commented out, else
below what is like it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from typing import Any

from digest.config.toml_layout import Piece, pieces
from digest.config.toml_text import Path
from digest.config.toml_values import line_end, written

OPENS_TABLE = re.compile(r"#\s*\[")


def with_key(text: str, path: Path, value: Any) -> str:
    """One more key: below its sample, which is commented out, else below the table's last key."""
    own, name, end = _table(text, path[:-1]), path[-1], line_end(text)
    row = f"{name} = {written(value, end)}{end}"
    shown = takewhile(lambda p: not _is_sample(p, OPENS_TABLE), own)
    sample = re.compile(rf"#\s*{name}\s*=")
    if found := next((p for p in shown if _is_sample(p, sample)), None):
        return _put(text, found.stop, row)
    if keys := [piece for piece in own if piece.kind != "comment"]:
        indent = text[keys[-1].start : keys[-1].stop]
        return _put(text, keys[-1].stop, indent[: -len(indent.lstrip(" \t"))] + row)
    after = [piece for piece in pieces(text) if piece.kind == "header"][:1]
    return _put(text, _above(own, after[0].start) if after else len(text), row, alone=True)


def with_table(text: str, path: Path, data: Mapping[str, Any]) -> str:
    """One more table: below the last one of its array, else below its sample, else at the end."""
    end, name = line_end(text), str(path[0])
    found = list(pieces(text))
    rows = [f"[[{name}]]", *(f"{key} = {written(value, end)}" for key, value in data.items())]
    place = _below_array(found, name) or _below_sample(found, name) or len(text)
    return _put(text, place, end.join(rows) + end, alone=True)


def without(text: str, found: Piece) -> str:
    """The text without a key or a header; its comments get rows of their own."""
    row = text[found.start : found.stop]
    indent = row[: len(row) - len(row.lstrip(" \t"))]
    left = "".join(f"{indent}{comment}{line_end(text)}" for comment in found.comments)
    return text[: found.start] + left + text[found.stop :]


def without_table(text: str, path: Path) -> str:
    """The text without a table and the blank row above it."""
    own = _table(text, path)
    for piece in reversed([piece for piece in own if piece.kind != "comment"]):
        text = without(text, piece)
    above, below = text[: own[0].start], text[own[0].start :]
    end = line_end(text)
    if above.endswith(end * 2) and (not below or below.startswith(end)):
        above = above.removesuffix(end)
    return above + below


def _table(text: str, path: Path) -> list[Piece]:
    """The header, the keys and the comments of a table; () stands for what is above all tables."""
    found = list(pieces(text))
    headers = [n for n, piece in enumerate(found) if piece.kind == "header" and piece.path == path]
    if path and not headers:
        raise LookupError(path)
    first = headers[0] if path else -1
    keys = takewhile(lambda piece: piece.kind != "header", found[first + 1 :])
    return [*found[first : first + 1], *keys]


def _is_sample(piece: Piece, pattern: re.Pattern[str]) -> bool:
    return piece.kind == "comment" and pattern.match(piece.comments[0]) is not None


def _above(own: Sequence[Piece], header: int) -> int:
    """The place above a header and the comments right above it."""
    for comment in reversed(own):
        if comment.stop == header:
            header = comment.start
    return header


def _below_array(found: Sequence[Piece], name: str) -> int | None:
    """The place below an array of tables, and below comments that are not the next table's."""
    last = [n for n, p in enumerate(found) if p.kind != "comment" and p.path[0] == name][-1:]
    for n in last:
        stop = _below_comments(found[n + 1 :], found[n].stop)
        after = next((p for p in found[n + 1 :] if p.kind == "header"), None)
        return found[n].stop if after and after.start == stop else stop
    return None


def _below_sample(found: Sequence[Piece], name: str) -> int | None:
    """The place below a table that is commented out, if a table may stand there."""
    sample = re.compile(rf"#\s*\[\[\s*{name}\s*\]\]")
    for n, piece in enumerate(found):
        if _is_sample(piece, sample):
            after = next((p.kind for p in found[n:] if p.kind != "comment"), "header")
            rest = takewhile(lambda p: not _is_sample(p, OPENS_TABLE), found[n + 1 :])
            return _below_comments(rest, piece.stop) if after == "header" else None
    return None


def _below_comments(found: Iterable[Piece], stop: int) -> int:
    """The place below the comments that follow without a blank row."""
    for piece in found:
        if piece.kind == "comment" and piece.start == stop:
            stop = piece.stop
    return stop


def _put(text: str, at: int, rows: str, *, alone: bool = False) -> str:
    """The text with more rows, set off by blank ones where they shall stand alone."""
    above, below, end = text[:at], text[at:], line_end(text)
    if above and not above.endswith("\n"):
        above += end
    if alone and above.rpartition("\n")[0].rpartition("\n")[2].strip():
        above += end
    if alone and below.partition("\n")[0].strip():
        rows += end
    return above + rows + below
