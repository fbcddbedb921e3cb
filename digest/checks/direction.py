"""Does text that runs from right to left say so?

Arabic, Hebrew, Persian or Urdu without `dir` is laid out from the left, and its punctuation lands
at the wrong end. Source: w3.org/International/questions/qa-html-dir.
"""

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from digest.core.finding import Fault
from digest.core.mail.mail import Mail
from digest.core.mail.page import in_code, style

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ID, NAME, SEVERITY, NEEDS = "DG411", "direction", "warning", ("html",)
FEWEST_LETTERS = 3
FIX = 'write dir="rtl" or dir="auto" at the element, or set language in [newsletter]'
FIX_ELSEWHERE = 'write dir="rtl" or dir="auto" at the element'


def check(mail: Mail) -> Iterator[Fault]:
    """One finding for all stretches of such text without a direction around them."""
    for words in mail.page.words:
        if words.text.isascii() or in_code(words.within):
            continue
        letters = [unicodedata.bidirectional(char) for char in words.text if char.isalpha()]
        run = sum(kind in ("R", "AL") for kind in letters)
        if run >= FEWEST_LETTERS and run * 2 > len(letters) and not _directed(words.within):
            yield Fault("text that runs from right to left has no direction", words.within)


def _directed(element: "HtmlElement") -> bool:
    """Whether the nearest direction around the text suits it."""
    for each in (element, *element.iterancestors()):
        said = each.get("dir") or style(each).get("direction")
        if said:
            return said.lower() in ("rtl", "auto")
    return False
