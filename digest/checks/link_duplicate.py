"""Do the same words lead to different pages?

Who hears the links as a list, as screen readers offer, cannot tell them apart; a reader takes the
second for the first. A title and its picture that lead to one page are fine. Source: WCAG 2.2,
success criterion 2.4.9.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from digest.core.finding import Fault
from digest.core.mail.mail import Mail
from digest.core.mail.page import is_hidden, words_of
from digest.core.urls import url_key

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ID, NAME, SEVERITY, NEEDS = "DG308", "link-duplicate", "warning", ("html",)
FEW_WORDS = 3  # a label such as "Read more", which what is around it explains
FIX = "give one of them other words; for a post, a title in issue.toml"
FIX_ELSEWHERE = "give one of them other words"


def check(mail: Mail) -> Iterator[Fault]:
    """A warning for words that are a title, information for a short label."""
    targets: dict[str, dict[str, HtmlElement]] = {}
    for link in mail.page.all("a"):
        href, words = (link.get("href") or "").strip(), words_of(link)
        if words and href.lower().startswith(("https://", "http://")) and not is_hidden(link):
            targets.setdefault(words.casefold(), {}).setdefault(url_key(href) or href, link)
    for words, links in targets.items():
        if len(links) > 1:
            last = list(links.values())[-1]
            told = f'"{words_of(last)[:80]}" leads to {len(links)} different pages'
            few = len(words.split()) <= FEW_WORDS
            yield Fault(told, last, about=words, severity="info" if few else "warning")
