"""Does every link lead somewhere?

A link that is empty, `#` or relative leads a reader nowhere: mail has no address of its own that
others could start from. One to the sender's own machine works in a rehearsal, and nowhere else. A
`mailto:` needs a mailbox, or words to send to whom the reader chooses, and `tel:` a number.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from digest.core.finding import Fault, Severity
from digest.core.links import is_own_machine
from digest.core.mail.mail import Mail
from digest.core.mail.page import words_of

ID, NAME, SEVERITY, NEEDS = "DG301", "link-syntax", "error", ("html",)
FIX = "write a whole address, as in https://example.org/page"
PERSONAL = {
    "mailto": re.compile(r"[^\s@]@[^\s@]"),
    **dict.fromkeys(("tel", "sms"), re.compile(r"\d")),
}
CALENDARS = ("webcal", "webcals")
SCHEMES = ("http", "https", "cid", *PERSONAL)
TAG = re.compile(r"\{|\*\||%%|<%|\[\[|%7B|\[[a-z_]+\]", re.IGNORECASE)  # merge tags, and DG701


def check(mail: Mail) -> Iterator[Fault]:
    """An error for each kind of broken address, a warning for each machine of the sender's own.

    Anchors within the mail that exist are fine; that a calendar is needed is information.
    """
    anchors = {each.get("id") or each.get("name") for each in mail.page.all(*mail.page.elements)}
    for link in mail.page.all("a", "area"):
        href = link.get("href")
        if href is None or TAG.match(href.strip()):
            continue  # a target of anchors, or a merge tag in the place of an address
        words = words_of(link)[:60]
        named = f'the link "{words}"' if words else "a link"
        if slip := _slip(href.strip(), anchors):
            told = f"{named} {slip.told}"
            yield Fault(told, link, about=slip.about, severity=slip.severity)
        elif is_own_machine(href.strip()):
            told = f"{named} leads to a machine of the sender: {href}"
            about = urlsplit(href.strip()).netloc.lower()
            yield Fault(told, link, about=about, severity="warning")


class _Slip(NamedTuple):
    """What is wrong with an address, and what is equal where others have the same slip."""

    told: str
    about: str
    severity: Severity = "error"


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
    return _slip_of_kind(parts.scheme.lower(), host, href)


def _slip_of_kind(scheme: str, host: str, href: str) -> _Slip | None:
    if not scheme:
        return _Slip(f"is relative: {href}", "relative")
    if scheme in CALENDARS:
        return _Slip(f"opens only where a calendar is installed: {href}", scheme, "info")
    if scheme not in SCHEMES:
        return _Slip(f"is of the kind {scheme}: {href}", f"kind {scheme}")
    if scheme in PERSONAL:
        return None if _names_somebody(scheme, href) else _Slip(f"names nobody: {href}", scheme)
    broken = scheme in ("http", "https") and (not host or " " in href or ".." in host)
    return _Slip(f"has a broken address: {href}", href) if broken else None


def _names_somebody(scheme: str, href: str) -> bool:
    """Whether a mailbox or number stands in it, is to be filled in, or is left to the reader."""
    name, _, more = href[len(scheme) + 1 :].partition("?")
    return bool(PERSONAL[scheme].search(unquote(name)) or TAG.search(href) or (more and not name))
