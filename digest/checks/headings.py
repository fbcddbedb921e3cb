"""Do the headings form an outline?

Screen readers jump from heading to heading; a level that is left out sends the reader looking for
what is missing. Source: WCAG 2.2, technique G141.
"""

from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.mail import Mail
from digest.core.mail.page import words_of

ID, NAME, SEVERITY, NEEDS = "DG413", "headings", "warning", ("html",)
FIX = "begin with h1, and go down one level at a time"
LEVELS = ("h1", "h2", "h3", "h4", "h5", "h6")


def check(mail: Mail) -> Iterator[Fault]:
    """A warning for each heading more than one level below the one before it; none is fine."""
    before = 0
    for heading in mail.page.root.iter(*LEVELS):
        level = int(heading.tag[1])
        if level > before + 1:
            told = f"behind {f'h{before}' if before else 'the start'} comes {heading.tag}"
            yield Fault(f'{told}: "{words_of(heading)[:60]}"', heading, about=told)
        before = level
