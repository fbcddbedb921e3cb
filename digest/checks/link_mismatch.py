"""Does a link show one site and lead to another?

That is how phishing looks, and filters treat it so. Source: spamassassin.apache.org, rule
SPOOF_COM2OTH and its kin; Gmail shows a warning on a click. The title of a post, and technology
that is called like a site, such as ASP.NET, are names.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from digest.core.finding import Fault
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG305", "link-mismatch", "warning", ("html",)
FIX = "show the site that the link leads to, or other words than an address"
SHOWN = (
    r"(?i)(?:https?://)?((?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|edu|gov|info|app|co|de|fr|uk|eu|ch|at|nl"
    r"|es|it|us|ca|jp|cn|in|br|se|no|pl))(?:[:/?#]\S*)?"
)
NAMES = frozenset("ado.net asp.net ml.net vb.net crates.io draw.io socket.io".split())


def check(mail: Mail) -> Iterator[Fault]:
    """A warning for each site behind words that are the address of another."""
    names = NAMES | {post.title.casefold() for post in mail.posts}
    for link in mail.page.all("a"):
        host = _host((link.get("href") or "").strip())
        words = " ".join(link.itertext()).strip()
        is_site = host and "." in words and words.casefold() not in names
        shown = re.fullmatch(SHOWN, words) if is_site else None
        if shown and not _same(shown[1].lower(), host):
            told = f"a link shows {shown[1]} and leads to {host}"
            yield Fault(told, link, about=host)


def _host(href: str) -> str:
    try:
        return (urlsplit(href).hostname or "").lower() if href.startswith("http") else ""
    except ValueError:
        return ""


def _same(shown: str, host: str) -> bool:
    """Whether one is the other, or within it."""
    one, other = shown.removeprefix("www."), host.removeprefix("www.")
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")
