"""Does the mail say where its sender can be reached by post?

The law of many countries asks for it in bulk mail: CAN-SPAM in the United States, the imprint in
Germany and its neighbours. Source: ftc.gov, "CAN-SPAM Act: A Compliance Guide for Business".
"""

from collections.abc import Iterator

from digest.core.finding import Fault, Severity
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG210", "postal-address", "warning", ("issue", "headers", "html")
FIX = 'set postal_address = "..." in [newsletter]'
FIX_ELSEWHERE = "write your postal address at the end"


def check(mail: Mail) -> Iterator[Fault]:
    """A warning when there is none, or the HTML lacks it; information where nothing is sent yet."""
    edition = mail.edition
    address = edition.postal_address if edition else None
    severity: Severity = "info" if edition and edition.rehearsal else "warning"
    if not address:
        yield Fault("there is no postal address", severity=severity)
    elif _plain(address) not in _plain("".join(words.text for words in mail.page.words)):
        fix = "build the issue again, with a design that shows newsletter.postal_address"
        yield Fault("the HTML lacks the postal address", severity=severity, fix=fix)


def _plain(text: str) -> str:
    """Breaks and spaces are the design's own."""
    return "".join(text.split()).casefold()
