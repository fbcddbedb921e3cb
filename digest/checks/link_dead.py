"""Does every link lead to a page?

A page that is gone, a host that does not exist or a certificate that has run out is what readers
find behind a headline. A server is asked by HEAD, and by the first byte of a GET if it refuses
that. What stands behind a password, or refuses programs (401, 403, 429, 451, 999), cannot be told.
An address with a merge tag is not asked, nor, in the mail of somebody else, what may be one
reader's own: links that speak of leaving or of an account, that have a token in their address, or
that lie beside a page of List-Unsubscribe. A way out that all readers share is, by HEAD alone.
Source: RFC 9110, 9.3.2 and 15; RFC 8058, 3.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from digest.core.finding import Fault, Severity
from digest.core.links import is_own_machine
from digest.core.mail.mail import Mail
from digest.core.mail.page import words_of

if TYPE_CHECKING:
    from digest.core.probe import Probe

ID, NAME, SEVERITY, NEEDS = "DG303", "link-dead", "error", ("html", "online")
FIX = "open it in a browser; mend the address, or take the link out"
AGAIN = "check again: what was answered is remembered"
PUBLISH = "put the page there before you send"


def check(mail: Mail) -> Iterator[Fault]:
    """An error for what is gone; a warning for trouble; info where it cannot be told.

    A warning for a server that fails, is slow, leaves https or is in a private network, and for the
    page of the issue itself, which may not be there yet.
    """
    page = mail.edition.web_page if mail.edition else None
    for link in mail.page.all("a", "area"):
        href = (link.get("href") or "").strip()
        probe = mail.probe(href)
        if probe is None or (probe.verdict == "private" and is_own_machine(href)):
            continue  # of that DG301 tells
        if probe.severity:
            words = words_of(link)[:60]
            named = f'the link "{words}": ' if words else ""
            told, about = f"{named}{href} {probe.told}", probe.cause or urldefrag(href).url
            severity, fix = _graded(probe, is_page=href == page)
            yield Fault(told, link, about=about, severity=severity, fix=fix)


def _graded(probe: "Probe", *, is_page: bool) -> tuple[Severity | None, str]:
    if is_page and probe.severity == "error":
        return "warning", PUBLISH
    return probe.severity, AGAIN if probe.verdict == "unasked" else ""
