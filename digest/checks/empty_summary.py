"""Has every post some words about it?

A title alone makes few people click. A source that gives no summary can be helped by hand.
"""

from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG705", "empty-summary", "info", ("issue",)
FIX = "give it a blurb in issue.toml: digest issues edit"


def check(mail: Mail) -> Iterator[Fault]:
    """One finding for all posts without a summary."""
    for post in mail.posts:
        if not post.summary.strip():
            yield Fault(f'"{post.title}" has no summary', post=post.key, about="no summary")
