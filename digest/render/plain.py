"""Plain text in columns: how wide characters are, where lines may break, which way they run."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

WIDTH = 72
ISOLATE, POP = "\u2068", "\u2069"  # first strong isolate, pop directional isolate
CODE_INDENT = "    "
CJK = (  # what a line may break at, with the marks that stand between
    "\u2e80-\u2fff\u3005-\u3007\u3021-\u30ff\u3400-\u9fff\uf900-\ufaff\uff10-\uff9f"
    "\U00020000-\U0003ffff"
)
NOT_FIRST = (  # of a line, in Japanese and Chinese. Source: JIS X 4051, and GB/T 15834
    "、。，．・：；？！‼⁇⁈⁉）］｝〕〉》」』】〙〗〟’”»›ー々〻…‥〜～％‰"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ,.:;?!)]}"
)
NOT_LAST = "（［｛〔〈《「『【〘〖〝‘“«‹([{￥＄"
INK = "[\\S\xa0\u2007\u202f]"  # with the spaces at which no line breaks
WORD = re.compile(  # a short code span is one, too
    rf"(?:(?:(?!`){INK})*`[^`\n]{{1,60}}`)+(?:(?!`){INK})*|{INK}+"
)


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

    A word that is longer stays whole, as a URL must, and so does a short code span. Chinese and
    Japanese break between any two characters, but no line begins with a closing mark or ends with
    an opening one. What fits stays as it is, as does code: lines that begin with four spaces.
    """
    lines = (line for part in text.split("\n") for line in _lines(part, WIDTH - len(indent)))
    return "\n".join(indent + line if line else "" for line in lines)


def _lines(text: str, width: int) -> Iterator[str]:
    if text.startswith(CODE_INDENT) or columns(text) <= width:
        yield text
        return
    line, used = "", 0
    for gap, piece in _pieces(text):
        wide = columns(piece)
        if line and used + len(gap) + wide > width:
            yield line
            line, used = "", 0
        line, used = (line + gap + piece, used + len(gap) + wide) if line else (piece, wide)
    yield line


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """What may stand on a line of its own, after the space that parts it from the one before."""
    for word in WORD.findall(text):
        gap = " "
        for piece in [word] if _is_unbroken(word) else _unbroken().findall(word):
            yield gap, piece
            gap = ""


def _is_unbroken(word: str) -> bool:
    return word.isascii() or (max(word) < CJK[0] and word[-1] not in NOT_LAST)


@cache
def _unbroken() -> re.Pattern[str]:
    """What stays on one line; it takes a while to compile, and few languages need it."""
    opening, closing = f"[{re.escape(NOT_LAST)}]", f"[{re.escape(NOT_FIRST)}]"
    words = f"(?:(?!{opening})[^{CJK}]|{opening}(?=[^{CJK}]))+"
    return re.compile(f"{opening}*(?:[{CJK}]|{words}){closing}*|{opening}+")


def direction(text: object, base: str = "ltr") -> str:
    """The way `text` runs, `ltr` or `rtl`, among words that run as `base`: as its first letter.

    Where all else runs right to left one letter of such a script is enough: technical prose there
    often begins with a name or with code in Latin.
    """
    if base == "rtl" and has_rtl(str(text)):
        return base
    for char in str(text):
        kind = unicodedata.bidirectional(char)
        if kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return base


def has_rtl(text: str) -> bool:
    """Whether any letter of `text` is of a script that runs right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(c) in ("R", "AL") for c in text)


def isolate(text: str, base: str = "ltr") -> str:
    """`text`, set apart line by line where it runs the other way than `base`.

    So it does not reorder its neighbours.
    """
    if direction(text, base) == base:
        return text
    return "\n".join(f"{ISOLATE}{line}{POP}" for line in text.split("\n"))
