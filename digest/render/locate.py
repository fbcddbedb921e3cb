"""From a place in the rendered MJML back to the template line that wrote it.

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
    from jinja2.ext import Extension
    from jinja2.lexer import Token, TokenStream

OPEN, CLOSE = "\ue000", "\ue001"  # `clean` keeps them out of every text
MARK = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")


def template_lines(
    design: Design, name: str, context: Mapping[str, object], offsets: list[int]
) -> list[Place | None]:
    """The template line behind each offset of the filled-in template `name`; None if unknown."""
    marked = fill(new_environment(design, extensions=[_marks()]), design, name, context)
    starts, lines, taken = [], [], 0
    for mark in MARK.finditer(marked):
        file, _, number = mark[1].rpartition(":")
        starts.append(mark.start() - taken)
        lines.append(Place(file, int(number)))
        taken += len(mark[0])
    found = [bisect_right(starts, offset) - 1 for offset in offsets]
    return [lines[index] if index >= 0 else None for index in found]


def _marks() -> "type[Extension]":
    from jinja2.ext import Extension
    from jinja2.lexer import Token

    class Marks(Extension):
        """Puts `file:line` before each line of template text."""

        def filter_stream(self, stream: "TokenStream") -> "Iterator[Token]":
            for token in stream:
                if token.type == "data":
                    yield Token(token.lineno, "data", _marked(token, stream.filename or ""))
                else:
                    yield token

    return Marks


def _marked(token: "Token", file: str) -> str:
    lines = token.value.split("\n")
    return "\n".join(
        f"{OPEN}{file}:{number}{CLOSE}{line}" for number, line in enumerate(lines, token.lineno)
    )
