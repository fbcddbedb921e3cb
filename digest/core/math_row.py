"""A formula on one line: stretches of base, superscript and subscript, put side by side."""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Literal, NamedTuple
from unicodedata import normalize

from digest.core import math_signs as signs

Level = Literal["base", "sup", "sub"]

SIMPLE = re.compile(r"[√∛∜∂∇Δ]?(?:\d+(?:\.\d+)?|[^\W\d_][\u0300-\u036f\u20d7]?|[½⅓⅔¼¾∞])")
GROUP = re.compile(r"\([^()]*\)")
BRACKETED = re.compile(r"[√∛∜]?[^\W\d_]*\([^()]*\)")
BINDS = re.compile(r"[\w(\[√∛∜½⅓⅔¼¾∂∇∞‖]")


class Part(NamedTuple):
    """A stretch of a formula on one level."""

    level: Level
    text: str


Row = list[Part]


class NotSimpleError(ValueError):
    """The formula needs more than a line."""


def fraction(above: Row, below: Row) -> Row:
    """`a/b`, or the one sign that Unicode has for it."""
    vulgar = signs.VULGAR.get((as_text(above), as_text(below)))
    if vulgar:
        return [Part("base", vulgar)]
    outside = GROUP.sub("", as_text(above).strip())
    top = bracketed(above) if re.search(r"[-+−±=<>,/ ]", outside) else above
    return [*top, Part("base", "/"), *single(below)]


def single(row: Row) -> Row:
    """`row` in brackets, unless it is a single thing."""
    base = "".join(part.text for part in row if part.level == "base").strip()
    alone = SIMPLE.fullmatch(base) and row[0].level == "base"
    return row if alone or BRACKETED.fullmatch(as_text(row)) else bracketed(row)


def bracketed(row: Row) -> Row:
    """`row` between round brackets."""
    return [Part("base", "("), *row, Part("base", ")")]


def joins(atom: Row) -> bool:
    """Whether `atom`, right behind `a/b`, would read as a part of what is below the stroke."""
    text = as_text(atom).lstrip()
    return bool(atom) and (atom[0].level != "base" or bool(BINDS.match(text)))


def flat(row: Row) -> str:
    """The text of a row that is all base.

    Raises:
        NotSimpleError: it is not.
    """
    if any(part.level != "base" for part in row):
        raise NotSimpleError
    return "".join(part.text for part in row)


def double_struck(letter: str) -> str:
    """The letter of a set, such as ℝ.

    Raises:
        NotSimpleError: it is no single capital.
    """
    if not re.fullmatch("[A-Z]", letter):
        raise NotSimpleError
    return signs.SETS.get(letter) or chr(signs.DOUBLE_STRUCK_A + ord(letter) - ord("A"))


def accented(text: str, name: str) -> str:
    """`text` under the accent of that name.

    Raises:
        NotSimpleError: only bars go over more than one letter.
    """
    if len(text) != 1 and name not in ("bar", "overline"):
        raise NotSimpleError
    return normalize("NFC", "".join(char + signs.ACCENTS[name] for char in text))


def joined(row: Row) -> Iterable[Part]:
    """The row with neighbours on the line as one."""
    for level, same in groupby(row, key=lambda part: part.level):
        if level == "base":
            yield Part(level, "".join(part.text for part in same))
        else:
            yield from same


def as_text(row: Iterable[Part]) -> str:
    """The row in characters alone."""
    return "".join(_plain(part) for part in row)


def _plain(part: Part) -> str:
    if part.level == "base":
        return part.text
    table, sign = (signs.SUPERSCRIPTS, "^") if part.level == "sup" else (signs.SUBSCRIPTS, "_")
    if all(ord(char) in table for char in part.text):
        return part.text.translate(table)
    return f"{sign}({part.text})" if len(part.text) > 1 else sign + part.text
