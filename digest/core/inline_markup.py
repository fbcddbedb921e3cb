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
    r"(?<![\w\\$])(?:"
    r"\$\$(?!\$)\s*(?P<display>[^$`]{1,400}?)(?<!\\)\s*\$\$"
    r"|\$(?=[^\s$])(?P<inline>[^$`\n]{1,200}?)(?<=[^\s\\])\$"
    r")(?![\d$])"
)
STRONG = re.compile(r"[\^_=<>]")  # no price has one of these
COMPACT = re.compile(  # N, O(N), 2k + 1, |x|, [0, 1]
    r"[-+(|]?\d*[A-Za-z](?:\w|[(),|'!]| ?[-+*/] ?|, )*|[\[(]-?\d+, ?-?\d+[\])]"
)
PROSE = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{3,}")
SCRIPT = re.compile(r"[\^_]\{[^{}]*\}")  # may hold words: d_{model}
NAME = re.compile(r" ?\b(?:log|ln|exp|sin|cos|tan|min|max|lim|mod)\b ?(?=[A-Za-z0-9(_|])")


class Span(NamedTuple):
    """A piece of text: `text` without its delimiters, `source` with them."""

    kind: Kind
    text: str
    source: str


def spans(text: str) -> tuple[Span, ...]:
    """The pieces of `text` in order; their sources joined are `text`."""
    return tuple(_spans(text))


def math_at(text: str, place: int) -> Span | None:
    """The formula that begins at `place`, if one does."""
    found = MATH.match(text, place)
    if not found:
        return None
    inside = " ".join((found["display"] or found["inline"]).split())
    following = text[found.end() : found.end() + 1]
    return Span("math", inside, found[0]) if _is_math(inside, following) else None


def _spans(text: str) -> Iterator[Span]:
    done = 0
    for found in CODE.finditer(text):
        yield from _math(text[done : found.start()])
        yield Span("code", _code(found["code"]), found[0])
        done = found.end()
    yield from _math(text[done:])


def _math(text: str) -> Iterator[Span]:
    done, at = 0, text.find("$")
    while at >= 0:
        found = math_at(text, at)
        if found:
            if done < at:
                yield Span("text", text[done:at], text[done:at])
            yield found
            done = at + len(found.source)
        at = text.find("$", at + len(found.source) if found else at + 1)
    if done < len(text):
        yield Span("text", text[done:], text[done:])


def _is_math(source: str, following: str) -> bool:
    """A formula, not what happens to stand between two dollar signs of prose or of a shell."""
    if "\\" in source:
        return True
    told = NAME.sub("+", SCRIPT.sub("_", source))
    if PROSE.search(told) or (following.isalpha() and len(source) > 1):  # "$HOME/$USER"
        return False
    return bool(STRONG.search(told) or COMPACT.fullmatch(told))


def _code(inside: str) -> str:
    """What a code span shows: one space at both ends belongs to the backticks."""
    flat = inside.replace("\n", " ")
    if flat.startswith(" ") and flat.endswith(" ") and flat.strip():
        return flat[1:-1]
    return flat
