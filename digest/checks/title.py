"""Has the HTML a title?

It names the tab where a reader opens the mail in a browser, and is the first that a screen reader
says there. Source: WCAG 2.2, success criterion 2.4.2.
"""

from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG412", "title", "warning", ("html",)
FIX = "write <title> into the head; in MJML, <mj-title>"


def check(mail: Mail) -> Iterator[Fault]:
    """A warning when it is missing or empty."""
    if not any((title.text or "").strip() for title in mail.page.all("title")):
        yield Fault("the HTML has no title", mail.page.root)
