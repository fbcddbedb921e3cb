"""Does a link hide behind a shortener?

Filters trust a shortener as little as the worst page behind it, and blocklists name the common
ones. Source: spamassassin.apache.org, plugin DecodeShortURLs; spamhaus.org on abused redirectors.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from digest.core.finding import Fault
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG306", "link-shortener", "warning", ("html",)
FIX = "link to the page itself"
SHORTENERS = frozenset(
    "bit.ly bitly.com tinyurl.com goo.gl t.co ow.ly is.gd buff.ly rebrand.ly cutt.ly rb.gy "
    "shorturl.at tiny.cc t.ly lnkd.in bl.ink v.gd dlvr.it trib.al".split()
)


def check(mail: Mail) -> Iterator[Fault]:
    """A warning for each shortener."""
    for link in mail.page.all("a", "area"):
        href = (link.get("href") or "").strip()
        try:
            host = (urlsplit(href).hostname or "").removeprefix("www.")
        except ValueError:
            continue  # DG301 tells
        if host in SHORTENERS:
            yield Fault(f"{href} is a short address", link, about=host)
