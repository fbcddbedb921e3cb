"""From a place in the rendered MJML back to the template line and column that wrote it.

Used when something is wrong only: the templates are filled in once more, with a mark before each of
their lines, and the marks are taken out again.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from digest.render.template_errors import Place
from digest.render.templates import Design, fill, new_environment

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.ext import Extension
    from jinja2.lexer import Token, TokenStream

OPEN, CLOSE = "\ue000", "\ue001"  # for private use: no text holds a whole mark of them
MARK = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*):(\\d+):(\\d+):(\\d+){CLOSE}")
NEWLINE = re.compile(r"\r\n|\r|\n")


def template_places(
    design: Design, name: str, context: Mapping[str, object], offsets: list[int]
) -> list[Place | None]:
    """The place behind each offset of the filled-in template `name`; None if unknown.

    What is wrong with a value is told where the template puts it in.
    """
    markup = name.endswith(".mjml.j2")
    marking = new_environment(design, autoescape=markup, extensions=[_marks()])
    marked = fill(marking, design, name, context)
    starts, marks, taken = [], [], 0
    for mark in MARK.finditer(marked):
        starts.append(mark.start() - taken)
        marks.append(mark)
        taken += len(mark[0])
    found = [bisect_right(starts, offset) - 1 for offset in offsets]
    return [
        _place(marks[index], offset - starts[index]) if index >= 0 else None
        for index, offset in zip(found, offsets, strict=True)
    ]


def _place(mark: re.Match[str], further: int) -> Place:
    file, line, column, length = mark.groups()
    return Place(file, int(line), int(column) + min(further, int(length)))


def _marks() -> "type[Extension]":
    from jinja2.ext import Extension
    from jinja2.lexer import Token

    class Marks(Extension):
        """Puts `file:line:column:length` before each line of template text."""

        columns: Iterator[int] = iter(())

        def preprocess(self, source: str, *_names: str | None) -> str:
            self.columns = _columns(self.environment, NEWLINE.sub("\n", source))
            return source

        def filter_stream(self, stream: "TokenStream") -> "Iterator[Token]":
            for token in stream:
                if token.type == "data":
                    marked = _marked(token, stream.filename or "", next(self.columns))
                    yield Token(token.lineno, "data", marked)
                else:
                    yield token

    return Marks


def _columns(environment: "Environment", source: str) -> Iterator[int]:
    """Where each piece of text begins in its line: Jinja's tokens know their line alone."""
    at = 0
    for _, kind, value in environment.lexer.tokeniter(source, None):
        at = source.index(value, at)  # between two tokens there may be trimmed white space
        if kind == "data":
            yield at - source.rfind("\n", 0, at)
        at += len(value)


def _marked(token: "Token", file: str, column: int) -> str:
    first, *others = token.value.split("\n")
    lines = [(column, first), *((1, line) for line in others)]
    return "\n".join(
        f"{OPEN}{file}:{number}:{column}:{len(line)}{CLOSE}{line}"
        for number, (column, line) in enumerate(lines, token.lineno)
    )
