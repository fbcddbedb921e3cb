"""Is a style sheet so long that Gmail drops it?

Gmail ignores a `<style>` element of more than 8,192 characters as a whole, and with it dark mode
and small screens. Source: github.com/hteumeuleu/email-bugs, issue 90.
"""

from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG103", "style-block", "warning", ("html",)
MOST_CHARACTERS = 8_192
FIX = "split it into several style elements, or drop rules that nothing uses"


def check(mail: Mail) -> Iterator[Fault]:
    """A warning for each style element that is too long."""
    for sheet in mail.page.all("style"):
        length = len(sheet.text or "")
        if length > MOST_CHARACTERS:
            told = f"a style element has {length:,} characters; Gmail reads up to 8,192"
            yield Fault(told, sheet, about="long style element")
