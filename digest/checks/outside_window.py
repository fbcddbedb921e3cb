"""Is a post dated after the issue's period?

Late posts and pins of older ones are meant; one from after the end of the window was pinned by
mistake, or its date was changed, and the next issue will not have it.
"""

from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.mail import Mail
from digest.core.window import moment, utc

ID, NAME, SEVERITY, NEEDS = "DG707", "outside-window", "warning", ("issue",)
FIX = "leave it to the next issue: digest issues drop; or build this one for another window"


def check(mail: Mail) -> Iterator[Fault]:
    """A warning for each post that is dated at or after the end of the window."""
    if mail.edition is None:
        return
    window = mail.edition.window
    for post in mail.edition.posts:
        when = post.published and moment(post.published, window.zone)
        if when and utc(when) >= utc(window.end):
            told = f'"{post.title}" is dated {when:%Y-%m-%d}, after the end of the window'
            yield Fault(told, post=post.key, about=post.key)
