"""Does a link lead where its page is now?

A page that has moved for good (301, 308) costs its readers a detour, and them all when the old
address is given up. Source: RFC 9110, 15.4.2: links are to be written anew.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from digest.core.finding import Fault
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG309", "link-moved", "info", ("html", "online")
FIX = "link to the new address"


def check(mail: Mail) -> Iterator[Fault]:
    """One finding for each site whose pages have moved and are there."""
    for link in mail.page.all("a", "area"):
        href = (link.get("href") or "").strip()
        probe = mail.probe(href)
        if probe and probe.verdict == "alive" and probe.moved:
            told = f"{href} has moved for good to {probe.moved}"
            yield Fault(told, link, about=f"{_site(href)} to {_site(probe.moved)}")


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
