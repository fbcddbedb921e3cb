"""Does a post stand in the issue twice?

Under two titles with one address, or under two addresses with one title. Posts without an address
of their own share the page that they were listed on, which makes them no duplicates.
"""

from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.identity import title_key
from digest.core.mail.mail import Mail
from digest.core.urls import url_key

ID, NAME, SEVERITY, NEEDS = "DG706", "duplicate-post", "warning", ("issue",)
FIX = "drop one of them in issue.toml: digest issues drop"


def check(mail: Mail) -> Iterator[Fault]:
    """A warning for each post whose address or title another has before it."""
    seen: set[str] = set()
    for post in mail.posts:
        url = {f"url {url_key(post.url)}"} if post.url else set()
        keys = {f"title {title_key(post.title)}"} | url
        if keys & seen:
            yield Fault(f'"{post.title}" stands in the issue twice', post=post.key, about=post.key)
        seen |= keys
