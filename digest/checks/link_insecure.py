"""Does a link lead over plain http?

Browsers warn of such pages, and whoever is in between can read and change them. What a post's own
source offers is not ours to change, so it counts as information. Of the sender's own machine DG301
tells.
"""

from collections.abc import Iterator

from digest.core.finding import Fault, Severity
from digest.core.links import is_own_machine
from digest.core.mail.mail import Mail
from digest.core.urls import url_key

ID, NAME, SEVERITY, NEEDS = "DG302", "link-insecure", "warning", ("html",)
FIX = "write https:// where the page has it"
GRADES: tuple[tuple[str, Severity], ...] = (("links to", "warning"), ("posts of", "info"))


def check(mail: Mail) -> Iterator[Fault]:
    """A warning for each host, which is one cause; for those of posts, information."""
    posts = {url_key(post.link) for post in mail.posts if post.link}
    for link in mail.page.all("a", "area"):
        href = (link.get("href") or "").strip()
        if href.lower().startswith("http://") and not is_own_machine(href):
            host = href[len("http://") :].partition("/")[0].lower()
            about, severity = GRADES[url_key(href) in posts]
            yield Fault(f"{href} is not https", link, about=f"{about} {host}", severity=severity)
