"""Does every link lead to a page?

A page that is gone, a host that does not exist or a certificate that has run out is what readers
find behind a headline. A server is asked by HEAD, and by the first byte of a GET if it refuses
that. What stands behind a password, or refuses programs (401, 403, 429, 451, 999), cannot be told.
An address with a merge tag, or one that names a reader or makes him leave, is not asked; a way out
that all readers share is, by HEAD alone. Source: RFC 9110, 9.3.2 and 15; RFC 8058, 3.
"""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urldefrag

from digest.core.finding import Fault
from digest.core.mail.mail import Mail
from digest.core.mail.page import words_of

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
        if probe is None or probe.severity is None:
            continue
        words = words_of(link)[:60]
        told = f'the link "{words}": {href} {probe.told}' if words else f"{href} {probe.told}"
        fault = Fault(told, link, about=probe.cause or urldefrag(href).url)
        if href == page and probe.severity == "error":
            yield replace(fault, severity="warning", fix=PUBLISH)
        else:
            fix = AGAIN if probe.verdict == "unasked" else ""
            yield replace(fault, severity=probe.severity, fix=fix)
