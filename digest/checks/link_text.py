"""Does every link say where it leads?

Screen readers list links by their words: an empty one is "link", and "click here" tells as little.
Source: WCAG 2.2, success criteria 2.4.4 and 4.1.2.
"""

from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.mail import Mail
from digest.core.mail.page import is_hidden, words_of

ID, NAME, SEVERITY, NEEDS = "DG304", "link-text", "error", ("html",)
FIX = "write what the reader finds there; for a picture, in its alt text"
EMPTY_WORDS = frozenset(
    "click here|click|here|link|this link|more info|go|hier|hier klicken|klick hier|ici"
    "|cliquez ici|aquí|haz clic aquí|clicca qui|qui".split("|")
)


def check(mail: Mail) -> Iterator[Fault]:
    """Error without words, warning with words that fit any link; the same words are one cause."""
    for link in mail.page.all("a"):
        href = link.get("href")
        if href is None or is_hidden(link):
            continue
        words = words_of(link)
        if not words:
            yield Fault(f"the link to {href} has no words", link, about="no words")
        elif words.casefold().strip(" .!>»→") in EMPTY_WORDS:
            told = f'the link to {href} says "{words}"'
            yield Fault(told, link, about=words.casefold(), severity="warning")
