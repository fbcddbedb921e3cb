"""Does a link lead where its page is now?

A page that has moved for good (301, 308) costs its readers a detour, and them all when the old
address is given up. Source: RFC 9110, 15.4.2: links are to be written anew.
"""

from collections.abc import Iterator
from urllib.parse import urldefrag

from digest.core.finding import Fault
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG309", "link-moved", "info", ("html", "online")
FIX = "link to the new address"


def check(mail: Mail) -> Iterator[Fault]:
    """One finding for each address that has moved and is there."""
    for link in mail.page.all("a", "area"):
        href = (link.get("href") or "").strip()
        probe = mail.probe(href)
        if probe and probe.verdict == "alive" and probe.moved:
            told = f"{href} has moved for good to {probe.moved}"
            yield Fault(told, link, about=urldefrag(href).url)
