"""Does every link lead somewhere?

A link that is empty, `#` or relative leads a reader nowhere: mail has no address of its own that
others could start from. One to the sender's own machine works in a rehearsal, and nowhere else.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from digest.core.finding import Fault
from digest.core.links import is_own_machine
from digest.core.mail.mail import Mail
from digest.core.mail.page import words_of

ID, NAME, SEVERITY, NEEDS = "DG301", "link-syntax", "error", ("html",)
FIX = "write a whole address, as in https://example.org/page"
SCHEMES = ("http", "https", "mailto", "tel", "sms", "cid")
TAG = re.compile(r"\{|\*\||%%|<%|\[\[|%7B|\[[a-z_]+\]", re.IGNORECASE)  # merge tags, and DG701


def check(mail: Mail) -> Iterator[Fault]:
    """An error for each kind of broken address, a warning for each machine of the sender's own.

    Anchors within the mail that exist are fine.
    """
    anchors = {each.get("id") or each.get("name") for each in mail.page.all(*mail.page.elements)}
    for link in mail.page.all("a", "area"):
        href = link.get("href")
        if href is None or TAG.match(href.strip()):
            continue  # a target of anchors, or a merge tag in the place of an address
        words = words_of(link)[:60]
        named = f'the link "{words}"' if words else "a link"
        if slip := _slip(href.strip(), anchors):
            yield Fault(f"{named} {slip.told}", link, about=slip.about)
        elif is_own_machine(href.strip()):
            told = f"{named} leads to a machine of the sender: {href}"
            about = urlsplit(href.strip()).netloc.lower()
            yield Fault(told, link, about=about, severity="warning")


class _Slip(NamedTuple):
    """What is wrong with an address, and what is equal where others have the same slip."""

    told: str
    about: str


def _slip(href: str, anchors: set[str | None]) -> _Slip | None:
    if not href:
        return _Slip("has no address", "no address")
    if href.startswith("#"):
        slip = _Slip(f"leads to {href}, which is not in the mail", "anchors" if href[1:] else "#")
        return None if href[1:] in anchors else slip
    try:
        parts = urlsplit(href)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        return _Slip(f"has a broken address, {href}: {error}", href)
    scheme = parts.scheme.lower()
    if not scheme:
        return _Slip(f"is relative: {href}", "relative")
    if scheme not in SCHEMES:
        return _Slip(f"is of the kind {scheme}: {href}", f"kind {scheme}")
    broken = scheme in ("http", "https") and (not host or " " in href or ".." in host)
    return _Slip(f"has a broken address: {href}", href) if broken else None
