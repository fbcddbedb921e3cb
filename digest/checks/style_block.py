"""Does Gmail drop a style sheet?

Gmail ignores a `<style>` element of more than 8,192 characters as a whole, or one with a mistake
such as a brace too many, and with it dark mode and small screens. Source:
github.com/hteumeuleu/email-bugs, issue 90.
"""

import re
from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.blanks import CODE
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG103", "style-block", "warning", ("html",)
MOST_CHARACTERS = 8_192
BALANCE = "close each block once"
NO_BRACE = re.compile(  # what holds braces that are none
    r"/\*.*?(?:\*/|\Z)|\\.|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|url\([^()\"']*\)", re.DOTALL
)
FIX = "split it into several style elements, or drop rules that nothing uses"


def check(mail: Mail) -> Iterator[Fault]:
    """A warning for style elements that are too long, an error for those with broken blocks."""
    for sheet in mail.page.all("style"):
        length = len(sheet.text or "")
        if length > MOST_CHARACTERS:
            told = f"a style element has {length:,} characters; Gmail reads up to 8,192"
            yield Fault(told, sheet, about="long style element")
        if slip := _slip(sheet.text or ""):
            told = f"a style element {slip}, so Gmail drops all of it"
            yield Fault(told, sheet, about=slip, severity="error", fix=BALANCE)


def _slip(sheet: str) -> str | None:
    """What is wrong with its braces; nothing while a template is to fill some of it in."""
    depth = 0
    for brace in re.findall("[{}]", "" if CODE.search(sheet) else NO_BRACE.sub(" ", sheet)):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return "has a closing brace too many"
    return "lacks a closing brace" if depth else None
