"""Does every link lead somewhere?

A link that is empty, `#` or relative leads a reader nowhere: mail has no address of its own that
others could start from. One to the sender's own machine works in a rehearsal, and nowhere else.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from digest.core.finding import Fault
from digest.core.links import is_own_machine
from digest.core.mail.mail import Mail
from digest.core.mail.page import words_of

ID, NAME, SEVERITY, NEEDS = "DG301", "link-syntax", "error", ("html",)
FIX = "write a whole address, as in https://example.org/page"
NOWHERE = ("", "#")  # what was never filled in: one cause, whatever the links say
SCHEMES = ("http", "https", "mailto", "tel", "sms", "cid")
TAG = re.compile(r"\{|\*\||%%|<%|\[\[|%7B|\[[a-z_]+\]", re.IGNORECASE)  # merge tags, and DG701


def check(mail: Mail) -> Iterator[Fault]:
    """An error for each address that is none, a warning for one that only the sender can reach.

    Anchors within the mail that exist are fine.
    """
    anchors = {each.get("id") or each.get("name") for each in mail.page.all(*mail.page.elements)}
    for link in mail.page.all("a", "area"):
        href = link.get("href")
        if href is None or TAG.match(href.strip()):
            continue  # a target of anchors, or a merge tag in the place of an address
        words = words_of(link)[:60]
        named = f'the link "{words}"' if words else "a link"
        if fault := _fault(href.strip(), anchors):
            about = href.strip() if href.strip() in NOWHERE else f"{href} {words}"
            yield Fault(f"{named} {fault}", link, about=about or "no address")
        elif is_own_machine(href.strip()):
            told = f"{named} leads to a machine of the sender: {href}"
            yield Fault(told, link, about=f"{href} {words}", severity="warning")


def _fault(href: str, anchors: set[str | None]) -> str | None:
    if not href:
        return "has no address"
    if href.startswith("#"):
        return None if href[1:] in anchors else f"leads to {href}, which is not in the mail"
    try:
        parts = urlsplit(href)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        return f"has a broken address, {href}: {error}"
    scheme = parts.scheme.lower()
    if scheme not in SCHEMES:
        return f"is of the kind {scheme}: {href}" if scheme else f"is relative: {href}"
    broken = scheme in ("http", "https") and (not host or " " in href or ".." in host)
    return f"has a broken address: {href}" if broken else None
