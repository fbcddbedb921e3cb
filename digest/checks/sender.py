"""Is there a From that mailboxes accept?

Mail from a free mailbox that does not come from its own servers fails DMARC and is refused: Yahoo
and AOL since 2014, Gmail since 2024. Source: support.google.com/a/answer/81126, "Don't impersonate
Gmail From: headers".
"""

from collections.abc import Iterator
from email.utils import getaddresses

from digest.core.domain.free import FREE
from digest.core.finding import Fault
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG206", "from", "error", ("headers",)
FIX = 'set from = "Name <me@a-domain-of-yours.org>" in [newsletter]'
FIX_ELSEWHERE = "send from an address of your own domain, with a name"


def check(mail: Mail) -> Iterator[Fault]:
    """Error without exactly one address, warning when it is of a free mailbox or has no name."""
    senders = _senders(mail.header("From") or "")
    if len(senders) != 1 or "." not in senders[0][1].rpartition("@")[2]:
        yield Fault("From has no address that mail can come from", part="message")
        return
    name, address = senders[0]
    domain = address.rpartition("@")[2].lower()
    if domain in FREE:
        told = f"From is an address of {domain}, which lets nobody else send for it"
        yield Fault(told, part="message", severity="warning")
    if not name.strip():
        told = "From has an address and no name, so inboxes show the address"
        yield Fault(told, part="message", severity="info")


def _senders(header: str) -> list[tuple[str, str]]:
    """Name and address of each; of comments within comments without end there is none."""
    try:
        return [pair for pair in getaddresses([header]) if pair[1]]
    except RecursionError:
        return []
