r"""Formulas such as `O(N^2)` or `\frac{QK^T}{\sqrt{d_k}}` as one line of text with scripts.

Fractions and roots become `a/b` and `√x`, with brackets where the line would mislead without them.
Whatever a line cannot say (matrices, scripts on scripts, unknown commands) is left to its source.
"""

import re

from digest.core import math_row as rows
from digest.core import math_signs as signs
from digest.core.math_row import NotSimpleError, Part, Row

TOKEN = re.compile(r"\\[A-Za-z]+|\\.|.", re.DOTALL)
WORDS = re.compile(r"\s*\{([^{}\\]*)\}")
DEEPEST = 24  # open braces; nobody writes more on a line


def parts(source: str) -> tuple[Part, ...] | None:
    """The formula as stretches of base, superscript and subscript; None if it needs more."""
    if source.count("{") > DEEPEST:
        return None
    try:
        return tuple(rows.joined(_Reader(source).row(end="")))
    except NotSimpleError:
        return None


def as_text(source: str) -> str | None:
    """The formula in characters alone: `O(N²)`, and `e^(ab)` where Unicode has no such script."""
    found = parts(source)
    return None if found is None else rows.as_text(found)


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
            if fraction is not None and rows.joins(atom):
                found[fraction:] = rows.bracketed(found[fraction:])
            text = rows.as_text(atom)
            if fraction is None or text.strip():
                slanted = sign[1:] in signs.FRACTIONS and text not in signs.VULGAR.values()
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
            raise NotSimpleError
        return self._atom(sign)

    def _atom(self, sign: str) -> Row:
        if sign == "{":
            return self.row(end="}")
        if sign in ("^", "_"):
            return [Part("sup" if sign == "^" else "sub", rows.flat(self._argument()))]
        if len(sign) > 1 and sign[1].isalpha():
            return self._command(sign[1:])
        text = signs.ESCAPES.get(sign[1:]) if len(sign) > 1 else signs.PLAIN.get(sign, sign)
        if not sign or sign in "}&\\" or text is None:
            raise NotSimpleError
        return [Part("base", text)]

    def _command(self, name: str) -> Row:
        if name in signs.FRACTIONS:
            return rows.fraction(self._argument(), self._argument())
        if name in signs.AS_MATH:
            return self._argument()
        if name == "sqrt":
            return self._root()
        return [Part("base", self._sign(name))]

    def _sign(self, name: str) -> str:
        if name in signs.AS_WORDS:
            return self._words()
        if name in signs.ACCENTS:
            return rows.accented(rows.flat(self._argument()), name)
        if name == "mathbb":
            return rows.double_struck(rows.flat(self._argument()))
        if name in signs.NAMES:
            return name
        if name not in signs.SYMBOLS:
            raise NotSimpleError
        if name in ("partial", "nabla", "neg", "lnot"):
            self._skip_space()
        return signs.SYMBOLS[name]

    def _root(self) -> Row:
        index = ""
        if self.source.startswith("[", self.at):
            self.at += 1
            index = rows.flat(self.row(end="]"))
        if index not in signs.ROOTS:
            raise NotSimpleError
        return [Part("base", signs.ROOTS[index]), *rows.single(self._argument())]

    def _words(self) -> str:
        words = WORDS.match(self.source, self.at)
        if not words:
            raise NotSimpleError
        self.at = words.end()
        return words[1]
