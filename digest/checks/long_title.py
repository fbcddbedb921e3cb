"""Is a post's title short enough for a headline?

Beyond 120 characters or so a title fills a phone's screen, and what a reader skims is a paragraph.
Feeds without titles, and pages that put their whole first sentence there, make such ones.
"""

from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG708", "long-title", "info", ("issue",)
MOST_CHARACTERS = 120
FIX = "give it a shorter title in issue.toml: digest issues edit"


def check(mail: Mail) -> Iterator[Fault]:
    """One finding for each title that is too long."""
    for post in mail.posts:
        if len(post.title) > MOST_CHARACTERS:
            told = f'the title "{post.title[:60]}..." has {len(post.title)} characters'
            yield Fault(told, post=post.key, about=post.key)
