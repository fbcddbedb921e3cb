"""Does the plain-text part lead where the HTML leads?

A reader of the text part who cannot follow a link has nothing. Source: RFC 2046, section 5.1.4:
the parts of multipart/alternative are the same information.
"""

from collections.abc import Iterator
from html import unescape

from digest.core.finding import Fault
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG209", "text-links", "warning", ("html", "text")
FIX = "write the address out in issue.txt.j2 of the design"
FIX_ELSEWHERE = "write the address out in the text part"


def check(mail: Mail) -> Iterator[Fault]:
    """One finding for all links of the HTML whose page is nowhere in the text."""
    text = unescape(mail.text or "")
    for link in mail.page.all("a"):
        href = (link.get("href") or "").strip()
        page = href.partition("#")[0].rstrip("/")
        if href.startswith(("https://", "http://")) and page not in text:
            yield Fault(f"the text part lacks {href}", link, about="links of the HTML")
