"""Is the text large enough to read?

Below 12 pixels most people strain, and iOS makes text larger by itself, which breaks the layout.
Source: developer.apple.com, Human Interface Guidelines, "Typography", at least 11 points.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from digest.core.finding import Fault
from digest.core.mail.mail import Mail
from digest.core.mail.page import is_hidden, style

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ID, NAME, SEVERITY, NEEDS = "DG415", "font-size", "warning", ("html",)
LEAST_PIXELS = 12.0
FIX = "set a larger font-size in the design"
SIZE = re.compile(r"([\d.]+)(px|pt)?", re.IGNORECASE)
LETTERS = re.compile(r"\w")


def check(mail: Mail) -> Iterator[Fault]:
    """One finding for each size of text that is too small, unless it is hidden; also in sheets."""
    for words in mail.page.words:
        size = _size_of(words.within) if LETTERS.search(words.text) else None
        if size is not None and size < LEAST_PIXELS and not is_hidden(words.within):
            yield Fault(f"text is set in {size:g} pixels", words.within)
    for rule in mail.page.sheets:
        size = _pixels(rule.declarations.get("font-size", ""))
        if size and 1 < size < LEAST_PIXELS:
            yield Fault(f"{rule.selector} has a font-size of {size:g} pixels")


def _size_of(element: "HtmlElement") -> float | None:
    """The size that the nearest style around gives, where that is absolute."""
    for each in (element, *element.iterancestors()):
        if "font-size" in (found := style(each)):
            return _pixels(found["font-size"])
    return None


def _pixels(size: str) -> float | None:
    found = SIZE.fullmatch(size.strip())
    if not found or (not found[2] and float(found[1] or 0)):
        return None
    try:
        return float(found[1]) * (4 / 3 if (found[2] or "").lower() == "pt" else 1)
    except ValueError:
        return None
