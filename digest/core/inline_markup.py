"""Code spans and math inside one line of plain text.

Backticks follow CommonMark: a run of them is closed by the next run of the same length. Dollars
mean math only where money, shell variables and prose are ruled out: "$5 and $10" stays as written.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Kind = Literal["text", "code", "math"]

CODE = re.compile(r"(?<!`)(?P<ticks>`+)(?!`)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)", re.DOTALL)
MATH = re.compile(
    r"(?<![\w\\$])(?P<dollars>\$\$?)(?=[^\s$])(?P<math>[^$`\n]{1,200}?)(?<=[^\s\\])(?P=dollars)(?![\d$])"
)
STRONG = re.compile(r"[\^_=<>]")  # no price has one of these
COMPACT = re.compile(r"\d*[A-Za-z](?:\w|[(),|']| ?[-+*/] ?)*")  # N, O(N), 2k + 1
PROSE = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{3,}")


class Span(NamedTuple):
    """A piece of text: `text` without its delimiters, `source` with them."""

    kind: Kind
    text: str
    source: str


def spans(text: str) -> tuple[Span, ...]:
    """The pieces of `text` in order; their sources joined are `text`."""
    return tuple(_spans(text))


def _spans(text: str) -> Iterator[Span]:
    done = 0
    for found in CODE.finditer(text):
        yield from _math(text[done : found.start()])
        yield Span("code", _code(found["code"]), found[0])
        done = found.end()
    yield from _math(text[done:])


def _math(text: str) -> Iterator[Span]:
    done = at = 0
    while found := MATH.search(text, at):
        if not _is_math(found["math"], text[found.end() : found.end() + 1]):
            at = found.start() + 1
            continue
        if done < found.start():
            yield Span("text", text[done : found.start()], text[done : found.start()])
        yield Span("math", found["math"], found[0])
        done = at = found.end()
    if done < len(text):
        yield Span("text", text[done:], text[done:])


def _is_math(source: str, following: str) -> bool:
    """A formula, not what happens to stand between two dollar signs of prose or of a shell."""
    if "\\" in source:
        return True
    if PROSE.search(source) or (following.isalpha() and len(source) > 1):  # "$HOME/$USER"
        return False
    return bool(STRONG.search(source) or COMPACT.fullmatch(source))


def _code(inside: str) -> str:
    """What a code span shows: one space at both ends belongs to the backticks."""
    flat = inside.replace("\n", " ")
    if flat.startswith(" ") and flat.endswith(" ") and flat.strip():
        return flat[1:-1]
    return flat
