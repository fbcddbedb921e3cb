"""Where in a TOML text its tables, keys, lists and comments stand, to the character.

The text must be valid TOML, as `tomllib` has said before: what cannot be there is not looked for.
"""

import re
import tomllib
from collections.abc import Iterator
from typing import Literal

from digest.config.toml_text import Path
from digest.core.quick import dataclass

TEXT = r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\''
NAME = r"""(?:[\w-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*')"""
DOTTED = rf"{NAME}(?:[ \t]*\.[ \t]*{NAME})*"
ROW_END = r"[ \t]*(#[^\r\n]*)?\r?(?:\n|\Z)"
BLANK = re.compile(r"[ \t\r]*(?:\n|\Z)")
REST = re.compile(ROW_END)
HEADER = re.compile(rf"[ \t]*(\[\[?)[ \t]*({DOTTED})[ \t]*\]\]?{ROW_END}")
KEY = re.compile(rf"[ \t]*({DOTTED})[ \t]*=[ \t]*")
SIMPLE = re.compile(rf"{TEXT}|[^\s#](?:[^\r\n#]*[^\s#])?", re.DOTALL)  # a date may have a space
TOKEN = re.compile(
    rf"(?P<comment>#[^\r\n]*)|(?P<mark>[\[\]{{}},])|(?P<word>{TEXT}|[^\[\]{{}},\"'#\s]+)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Element:
    """One value of a list; `comma` is the place after its comma, None where it has none."""

    start: int
    end: int
    comma: int | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A table's header, a key with its value, or a comment in a row of its own.

    It takes the rows from `start` to `stop`, of which a key's value is `value` to `end`. `path`
    numbers the tables of an array, as in `("items", 0, "title")`; a comment has that of its table.
    """

    kind: Literal["header", "key", "comment"]
    path: Path
    start: int
    stop: int
    comments: tuple[str, ...]
    value: int = 0
    end: int = 0
    elements: tuple[Element, ...] = ()


def pieces(text: str) -> Iterator[Piece]:
    """The pieces of a TOML text in their order; blank rows are in none."""
    at = 0
    table: Path = ()
    counts: dict[Path, int] = {}
    while at < len(text):
        if found := BLANK.match(text, at):
            at = found.end()
            continue
        if found := HEADER.match(text, at):
            table = _names(found[2])
            if found[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            piece = Piece("header", table, at, found.end(), _some(found[3]))
        elif found := REST.match(text, at):
            piece = Piece("comment", table, at, found.end(), _some(found[1]))
        else:
            piece = _key(text, at, table)
        yield piece
        at = piece.stop


def key_at(text: str, path: Path) -> Piece:
    """The key of that path.

    Raises:
        LookupError: it is not written as a key of its own.
    """
    for piece in pieces(text):
        if piece.kind == "key" and piece.path == path:
            return piece
    raise LookupError(path)


def comments(text: str) -> list[str]:
    """All comments in their order, those inside of lists too."""
    return [comment for piece in pieces(text) for comment in piece.comments]


def _key(text: str, at: int, table: Path) -> Piece:
    found = KEY.match(text, at)
    assert found
    value = found.end()
    end, elements, inside = _nested(text, value) if text[value] in "[{" else _simple(text, value)
    rest = REST.match(text, end)
    assert rest
    told = (*inside, *_some(rest[1]))
    return Piece("key", (*table, *_names(found[1])), at, rest.end(), told, value, end, elements)


Value = tuple[int, tuple[Element, ...], tuple[str, ...]]


def _simple(text: str, at: int) -> Value:
    """The end of a text, number, date or truth."""
    found = SIMPLE.match(text, at)
    assert found
    return found.end(), (), ()


def _nested(text: str, at: int) -> Value:
    """The end of a list or an inline table, the elements of a list, and the comments inside."""
    elements: list[Element] = []
    told: list[str] = []
    depth, start, end = 1, -1, at + 1
    for token in TOKEN.finditer(text, at + 1):
        if token["comment"]:
            told.append(token[0])
            continue
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        if depth == 0 or (depth == 1 and token[0] == ","):
            if start >= 0:
                elements.append(Element(start, end, token.end() if depth else None))
            start = -1
        elif start < 0:
            start = token.start()
        end = token.end()
        if depth == 0:
            break
    return end, tuple(elements) if text[at] == "[" else (), tuple(told)


def _some(comment: str | None) -> tuple[str, ...]:
    return (comment,) if comment else ()


def _names(dotted: str) -> Path:
    """The names in a dotted key, without their quotes."""
    data: object = tomllib.loads(f"{dotted} = 0")
    names: list[str] = []
    while isinstance(data, dict):
        [(name, data)] = data.items()
        names.append(name)
    return tuple(names)
