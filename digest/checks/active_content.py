"""Does the HTML hold what every mail program takes out?

Scripts, forms, frames and style sheets from elsewhere do not run in a mail; filters count them, and
some programs refuse the message. Source: caniemail.com, features html-script, html-form and
html-iframe; support.google.com/mail/answer/6590.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from digest.core.finding import Fault
from digest.core.mail import css
from digest.core.mail.mail import Mail

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ID, NAME, SEVERITY, NEEDS = "DG501", "active-content", "error", ("html",)
FIX = "take it out, and link to a page that does it"
REMOVED = ("script", "iframe", "object", "embed", "applet", "frame", "frameset", "base")
FONTS = re.compile("font|typekit", re.IGNORECASE)  # nobody misses much without
LIMITED = ("form", "input", "select", "textarea", "canvas")


def check(mail: Mail) -> Iterator[Fault]:
    """Error for what is taken out everywhere, warning for what is in most programs."""
    for element in mail.page.all(*REMOVED):
        yield Fault(f"an element {element.tag}", element)
    for element in mail.page.all(*LIMITED):
        yield Fault(f"an element {element.tag}", element, severity="warning")
    for element in _fetching(mail):
        yield Fault("a style sheet from elsewhere", element, severity="warning")
    for element in mail.page.root.iter("*"):
        for name in element.keys():  # noqa: SIM118 - an lxml element is no mapping
            if name.lower().startswith("on"):
                yield Fault(f"a script in {name}", element)


def _fetching(mail: Mail) -> "Iterator[HtmlElement]":
    """The elements that ask for a style sheet, but for imported fonts."""
    for link in mail.page.all("link"):
        if "stylesheet" in (link.get("rel") or "").lower():
            yield link
    for sheet in mail.page.all("style"):
        if not all(map(FONTS.search, css.imports(sheet.text or ""))):
            yield sheet
