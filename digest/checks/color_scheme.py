"""Does a mail with dark colours say that it has them?

`color-scheme` tells mail programs that the mail looks after its dark colours itself: they turn over
the page and links without a colour of their own, and leave alone what has one.
Source: webkit.org/blog/8840/dark-mode-support-in-webkit.
"""

from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG420", "color-scheme", "info", ("html",)
FIX = 'write <meta name="color-scheme" content="light dark"> into the head'


def check(mail: Mail) -> Iterator[Fault]:
    """An info if there are rules for the dark, but neither meta nor `:root` names the scheme."""
    looks = mail.page.looks
    if looks.has_dark_rules and "dark" not in looks.schemes:
        yield Fault("has rules for the dark, but no color-scheme names it")
