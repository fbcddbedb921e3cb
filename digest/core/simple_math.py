r"""Formulas such as `O(N^2)` or `\frac{QK^T}{\sqrt{d_k}}` as one line of text with scripts.

Fractions and roots become `a/b` and `√x`, with brackets where the line would mislead without them.
Whatever a line cannot say (matrices, scripts on scripts, unknown commands) is left to its source.
"""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Literal, NamedTuple
from unicodedata import normalize

from digest.core import math_signs as signs

Level = Literal["base", "sup", "sub"]

TOKEN = re.compile(r"\\[A-Za-z]+|\\.|.", re.DOTALL)
WORDS = re.compile(r"\s*\{([^{}\\]*)\}")
DEEPEST = 24  # open braces; nobody writes more on a line
SIMPLE = re.compile(r"[√∛∜∂∇Δ]?(?:\d+(?:\.\d+)?|[^\W\d_][\u0300-\u036f\u20d7]?|[½⅓⅔¼¾∞])")
GROUP = re.compile(r"\([^()]*\)")
BRACKETED = re.compile(r"[√∛∜]?[^\W\d_]*\([^()]*\)")
BINDS = re.compile(r"[\w(\[√∛∜½⅓⅔¼¾∂∇∞‖]")


class Part(NamedTuple):
    """A stretch of a formula on one level."""

    level: Level
    text: str


Row = list[Part]


class _NotSimpleError(ValueError):
    """The formula needs more than a line."""


def parts(source: str) -> tuple[Part, ...] | None:
    """The formula as stretches of base, superscript and subscript; None if it needs more."""
    if source.count("{") > DEEPEST:
        return None
    try:
        return tuple(_joined(_Reader(source).row(end="")))
    except _NotSimpleError:
        return None


def as_text(source: str) -> str | None:
    """The formula in characters alone: `O(N²)`, and `e^(ab)` where Unicode has no such script."""
    found = parts(source)
    return None if found is None else _text(found)


class _Reader:
    """Reads a formula from left to right."""

    def __init__(self, source: str) -> None:
        self.source, self.at = source, 0

    def row(self, end: str) -> Row:
        """What comes up to `end`, which is a brace or bracket, or nothing for the source's."""
        found: Row = []
        fraction: int | None = None  # where the one begins that nothing has followed yet
        while (sign := self._next()) != end:
            atom = self._atom(sign)
            if fraction is not None and _joins(atom):
                found[fraction:] = _bracketed(found[fraction:])
            if fraction is None or _text(atom).strip():
                slanted = sign[1:] in signs.FRACTIONS and _text(atom) not in signs.VULGAR.values()
                fraction = len(found) if slanted else None
            found += atom
        return found

    def _next(self) -> str:
        found = TOKEN.match(self.source, self.at)
        self.at = found.end() if found else self.at
        return found[0] if found else ""

    def _skip_space(self) -> None:
        while self.source[self.at : self.at + 1].isspace():
            self.at += 1

    def _argument(self) -> Row:
        self._skip_space()
        sign = self._next()
        if sign in ("^", "_"):
            raise _NotSimpleError
        return self._atom(sign)

    def _atom(self, sign: str) -> Row:
        if sign == "{":
            return self.row(end="}")
        if sign in ("^", "_"):
            return [Part("sup" if sign == "^" else "sub", _flat(self._argument()))]
        if len(sign) > 1 and sign[1].isalpha():
            return self._command(sign[1:])
        text = signs.ESCAPES.get(sign[1:]) if len(sign) > 1 else signs.PLAIN.get(sign, sign)
        if not sign or sign in "}&\\" or text is None:
            raise _NotSimpleError
        return [Part("base", text)]

    def _command(self, name: str) -> Row:
        if name in signs.FRACTIONS:
            return _fraction(self._argument(), self._argument())
        if name in signs.AS_MATH:
            return self._argument()
        if name == "sqrt":
            return self._root()
        return [Part("base", self._sign(name))]

    def _sign(self, name: str) -> str:
        if name in signs.AS_WORDS:
            return self._words()
        if name in signs.ACCENTS:
            return _accented(_flat(self._argument()), name)
        if name == "mathbb":
            return _set(_flat(self._argument()))
        if name in signs.NAMES:
            return name
        if name not in signs.SYMBOLS:
            raise _NotSimpleError
        if name in ("partial", "nabla", "neg", "lnot"):
            self._skip_space()
        return signs.SYMBOLS[name]

    def _root(self) -> Row:
        index = ""
        if self.source.startswith("[", self.at):
            self.at += 1
            index = _flat(self.row(end="]"))
        if index not in signs.ROOTS:
            raise _NotSimpleError
        return [Part("base", signs.ROOTS[index]), *_one(self._argument())]

    def _words(self) -> str:
        words = WORDS.match(self.source, self.at)
        if not words:
            raise _NotSimpleError
        self.at = words.end()
        return words[1]


def _fraction(above: Row, below: Row) -> Row:
    vulgar = signs.VULGAR.get((_text(above), _text(below)))
    if vulgar:
        return [Part("base", vulgar)]
    outside = GROUP.sub("", _text(above).strip())
    top = _bracketed(above) if re.search(r"[-+−±=<>,/ ]", outside) else above
    return [*top, Part("base", "/"), *_one(below)]


def _one(row: Row) -> Row:
    """`row` in brackets, unless it is a single thing."""
    base = "".join(part.text for part in row if part.level == "base").strip()
    single = SIMPLE.fullmatch(base) and row[0].level == "base"
    return row if single or BRACKETED.fullmatch(_text(row)) else _bracketed(row)


def _bracketed(row: Row) -> Row:
    return [Part("base", "("), *row, Part("base", ")")]


def _joins(atom: Row) -> bool:
    """Whether `atom`, right behind `a/b`, would read as a part of what is below the stroke."""
    text = _text(atom).lstrip()
    return bool(atom) and (atom[0].level != "base" or bool(BINDS.match(text)))


def _flat(row: Row) -> str:
    if any(part.level != "base" for part in row):
        raise _NotSimpleError
    return "".join(part.text for part in row)


def _set(letter: str) -> str:
    if not re.fullmatch("[A-Z]", letter):
        raise _NotSimpleError
    return signs.SETS.get(letter) or chr(signs.DOUBLE_STRUCK_A + ord(letter) - ord("A"))


def _accented(text: str, name: str) -> str:
    if len(text) != 1 and name not in ("bar", "overline"):
        raise _NotSimpleError
    return normalize("NFC", "".join(char + signs.ACCENTS[name] for char in text))


def _joined(row: Row) -> Iterable[Part]:
    for level, same in groupby(row, key=lambda part: part.level):
        if level == "base":
            yield Part(level, "".join(part.text for part in same))
        else:
            yield from same


def _text(row: Iterable[Part]) -> str:
    return "".join(_plain(part) for part in row)


def _plain(part: Part) -> str:
    if part.level == "base":
        return part.text
    table, sign = (signs.SUPERSCRIPTS, "^") if part.level == "sup" else (signs.SUBSCRIPTS, "_")
    if all(ord(char) in table for char in part.text):
        return part.text.translate(table)
    return f"{sign}({part.text})" if len(part.text) > 1 else sign + part.text
