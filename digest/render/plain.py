"""Plain text in columns: how wide characters are, where lines may break, which way they run."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

WIDTH = 72
ISOLATE, POP = "\u2068", "\u2069"  # first strong isolate, pop directional isolate
CODE_INDENT = "    "
RTL_LANGUAGES = frozenset("ar arc ckb dv fa he ks nqo ps sd syr ug ur yi".split())


def columns(text: str) -> int:
    """How many columns of a terminal `text` takes: none for combining marks, two for CJK."""
    return len(text) if text.isascii() else sum(_columns(char) for char in text)


@lru_cache(maxsize=4096)
def _columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def fitting(text: str, width: int) -> int:
    """The length of the longest start of `text` within `width` columns."""
    if text.isascii():
        return min(len(text), width)
    used = 0
    for index, char in enumerate(text):
        used += _columns(char)
        if used > width:
            return index
    return len(text)


def wrap(text: str, indent: str = "") -> str:
    """`text` in lines of at most 72 columns, each after `indent`; blank lines part paragraphs.

    A word that is longer stays whole, as a URL must, unless it is of wide characters. Lines that
    begin with four spaces are code and stay as they are.
    """
    lines = (line for part in text.split("\n") for line in _lines(part, WIDTH - len(indent)))
    return "\n".join(indent + line if line else "" for line in lines)


def _lines(text: str, width: int) -> Iterator[str]:
    if text.startswith(CODE_INDENT):
        yield text
        return
    line = ""
    for word in _words(text, width):
        if line and columns(line) + 1 + columns(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _words(text: str, width: int) -> Iterator[str]:
    for word in text.split():
        rest = word
        while columns(rest) > width and any(_columns(char) == 2 for char in rest):
            cut = fitting(rest, width)
            yield rest[:cut]
            rest = rest[cut:]
        yield rest


def direction(text: str) -> str:
    """`rtl` when the first letter of `text` is of a script that runs right to left, else `ltr`."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return "ltr"


def language_direction(language: str) -> str:
    """The direction of the script that `language` (a BCP 47 tag) is written in."""
    return "rtl" if language.lower().partition("-")[0] in RTL_LANGUAGES else "ltr"


def isolate(text: str, base: str = "ltr") -> str:
    """`text`, set apart where it runs the other way than `base`, not to reorder its neighbours."""
    return text if direction(text) == base else f"{ISOLATE}{text}{POP}"
