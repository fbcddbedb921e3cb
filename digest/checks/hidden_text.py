"""Does the mail hide a lot of text?

A line for the inbox is hidden in every newsletter. Paragraphs that nobody can see are how spam
feeds filters harmless words. What a style sheet shows on other screens is not hidden. Source:
spamassassin.apache.org, rules HTML_TEXT_INVISIBLE_STYLE and FONT_INVIS_DIRECT, both up to 3.5.
"""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from digest.core.finding import Fault
from digest.core.mail.mail import Mail
from digest.core.mail.page import style

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ID, NAME, SEVERITY, NEEDS = "DG603", "hidden-text", "warning", ("html",)
MOST_CHARACTERS = 300  # letters and digits, the preheader among them
FIX = "take out what nobody shall see"
NOTHING = re.compile(r"0(?:\.0+)?(?:px|pt|em|%)?")
FAR = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|pt|em)")
NAMES = re.compile(r"[.#=\"'](-?[A-Za-z_][\w-]*)")


def check(mail: Mail) -> Iterator[Fault]:
    """One finding for all hidden text, where it is more than a preheader."""
    hidden = {element: _characters(element) for element in _hidden(mail)}
    if (total := sum(hidden.values())) > MOST_CHARACTERS:
        told = f"{total:,} characters of text are hidden"
        yield Fault(told, max(hidden, key=lambda element: hidden[element]), about="hidden")


def _hidden(mail: Mail) -> "Iterator[HtmlElement]":
    """The outermost elements that hide what they hold."""
    shown = _shown(mail)
    seen: set[HtmlElement] = set()
    for element in mail.page.root.iter("*"):
        if element.get("style") and _hides(style(element)):
            names = {*(element.get("class") or "").split(), element.get("id")}
            if not names & shown and seen.isdisjoint(element.iterancestors()):
                seen.add(element)
                yield element


def _shown(mail: Mail) -> set[str]:
    """Classes and ids that a style sheet displays."""
    sheets = mail.page.sheets
    selectors = (s.selector for s in sheets if s.declarations.get("display", "none") != "none")
    return {name for selector in selectors for name in NAMES.findall(selector)}


def _hides(found: Mapping[str, str]) -> bool:
    if found.get("display") == "none" or found.get("visibility") == "hidden":
        return True
    if NOTHING.fullmatch(found.get("opacity", "")):
        return True
    sizes = (found.get(name, "") for name in ("max-height", "height", "max-width", "width"))
    if found.get("overflow") == "hidden" and any(NOTHING.fullmatch(size) for size in sizes):
        return True
    return any(FAR.fullmatch(found.get(name, "")) for name in ("text-indent", "left", "top"))


def _characters(element: "HtmlElement") -> int:
    return sum(char.isalnum() for text in element.itertext(with_tail=False) for char in text)
