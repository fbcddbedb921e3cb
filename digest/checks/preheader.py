"""Does the inbox show a second line worth reading?

Behind the subject an inbox shows the preheader; without one it shows whatever the HTML begins with,
often "View in browser". What fits is 40 to 110 characters or so.
"""

from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG202", "preheader", "warning", ("headers", "html")
FEWEST_CHARACTERS = 30
MOST_CHARACTERS = 150
FIX = 'set preheader = "..." in issue.toml'
FIX_ELSEWHERE = "put a line for the inbox first in the body, and hide it there"


def check(mail: Mail) -> Iterator[Fault]:
    """Warning when it is missing or repeats the subject; information about its length."""
    preheader, subject = mail.preheader, mail.header("Subject") or ""
    if not preheader:
        yield Fault("there is no preheader")
    elif preheader.casefold() == subject.casefold():
        yield Fault("the preheader repeats the subject")
    elif not FEWEST_CHARACTERS <= len(preheader) <= MOST_CHARACTERS:
        told = f"the preheader has {len(preheader)} characters; 40 to 110 fill the line"
        yield Fault(told, about="length", severity="info")
