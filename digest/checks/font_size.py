"""Is the text large enough to read?

Below 12 pixels most people strain, and iOS makes text larger by itself, which breaks the layout.
Sizes are worked out as browsers do, on a desk and on a phone.
Source: developer.apple.com, Human Interface Guidelines, "Typography", at least 11 points.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from digest.core.finding import Fault
from digest.core.mail.mail import Mail
from digest.core.mail.media import PHONE, Screen

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ID, NAME, SEVERITY, NEEDS = "DG415", "font-size", "warning", ("html",)
LEAST_PIXELS = 12.0
FIX = "set a larger font-size in the design"
LETTERS = re.compile(r"\w")
RAISED = frozenset(("sub", "sup"))


def check(mail: Mail) -> Iterator[Fault]:
    """One finding for each size of text that is too small; hidden text does not count."""
    looks = mail.page.looks
    known = set()
    for screen, where in ((Screen(), ""), (Screen(width=PHONE), " on a phone")):
        for words, style in looks.texts(screen):
            small = style.size is not None and round(style.size, 2) < LEAST_PIXELS
            if small and words not in known and _is_text(words.within, words.text):
                known.add(words)
                yield Fault(f"text is set in {style.size:.3g} pixels{where}", words.within)


def _is_text(element: "HtmlElement", text: str) -> bool:
    """Whether it has letters, and is not raised or lowered as a mark of a footnote is."""
    around = (element, *element.iterancestors())
    return bool(LETTERS.search(text)) and all(each.tag not in RAISED for each in around)
