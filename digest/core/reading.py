"""Words and minutes of a page, counted as Hugo does.

So a number computed here agrees with the one that the blog itself prints.
Source: gohugo.io hugolib/page__content.go.
"""

import math
import re

from digest.core.quick import dataclass

# Go's unicode.IsSpace: with U+0085 and no-break spaces, without U+200B and U+001C..1F
WORD = re.compile("[^\t\n\v\f\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
CJK = re.compile(  # Han, Hangul, Hiragana, Katakana
    "[\u1100-\u11ff\u2e80-\u2fd5\u3005-\u3007\u3021-\u3029\u3031-\u30ff\u3131-\u318e\u31f0-\u321e"
    "\u3260-\u327e\u32d0-\u3357\u3400-\u9fff\ua960-\ua97c\uac00-\ud7fb\uf900-\ufad9\uff66-\uffdc"
    "\U0001b000-\U0001b167\U00020000-\U000323af]"
)

WORDS_PER_MINUTE = 212
CJK_PER_MINUTE = 500


@dataclass(frozen=True, slots=True)
class Reading:
    """How long a page is."""

    words: int
    minutes: int


def reading(text: str, *, cjk: bool | None = None) -> Reading:
    """The length of plain text; unless `cjk` says so, a page is CJK when that is most of it.

    In a CJK page each character of a non-ASCII word counts.
    """
    words = WORD.findall(text)
    if cjk is None:
        cjk = len(CJK.findall(text)) > len(words)
    if cjk:
        count = sum(1 if word.isascii() else len(word) for word in words)
        return Reading(count, math.ceil(count / CJK_PER_MINUTE))
    return Reading(len(words), math.ceil(len(words) / WORDS_PER_MINUTE))
