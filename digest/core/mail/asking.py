"""Which addresses of a mail a server may be asked about, and how.

Nothing that a reader alone may open is opened: to ask for a link that unsubscribes may unsubscribe
somebody, and to ask for an invisible picture tells its sender that somebody has read the mail.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from digest.core.links import asked_for
from digest.core.mail.leaving import LEAVING
from digest.core.mail.mail import Mail
from digest.core.mail.page import is_hidden, pixels, style, words_of
from digest.core.merge_tags import ENCODED
from digest.core.probe import Question
from digest.core.urls import url_key

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FILLED_IN = re.compile(r"[{}]|%7B%7B|\*\||%%|<%|\[\[|\[[a-z_]+\]", re.IGNORECASE)
PERSONAL = re.compile(f"{LEAVING.pattern}|confirm", re.IGNORECASE)
PIXELS = 2  # a picture that wide or high is there to count who reads


def questions(mail: Mail) -> tuple[Question, ...]:
    """One question for each address of a link or picture, in the order of the mail."""
    found: dict[str, Question] = {}
    for question in (*_links(mail), *_images(mail)):
        known = found.get(question.url, question)
        found[question.url] = replace(
            question, image=known.image or question.image, gently=known.gently or question.gently
        )
    return tuple(found.values())


def _links(mail: Mail) -> Iterator[Question]:
    """What acts for a reader is left out, but in an issue, which is nobody's yet: asked gently."""
    links = [
        (url, words_of(link))
        for link in mail.page.all("a", "area")
        if (url := _asked(link.get("href")))
    ]
    posts = {url_key(post.link) for post in mail.posts if post.link}
    own = _own(mail)
    acting = {
        url
        for url, words in links
        if url in own or (url_key(url) not in posts and PERSONAL.search(f"{url} {words}"))
    }
    never = _ways_out(mail) | (set() if mail.edition else acting)
    for url, _ in links:
        if url not in never:
            yield Question(url, gently=url in acting)


def _images(mail: Mail) -> Iterator[Question]:
    for image in mail.page.all("img"):
        if not _counts_readers(image) and (url := _asked(image.get("src"))):
            yield Question(url, image=True)


def _counts_readers(image: "HtmlElement") -> bool:
    css = style(image)
    said = [found for side in ("width", "height") for found in (image.get(side), css.get(side))]
    sizes = [size for size in map(pixels, said) if size is not None]
    return is_hidden(image) or any(size <= PIXELS for size in sizes)


def _asked(href: str | None) -> str | None:
    """The address, unless something is still to be filled in, or a reader is named in it."""
    if not href or FILLED_IN.search(href) or ENCODED.search(href):
        return None
    url = asked_for(href)
    return None if url is None or "@" in unquote(urlsplit(url).query) else url


def _own(mail: Mail) -> tuple[str | None, ...]:
    """What the newsletter has for all readers, to leave and to choose."""
    issue = mail.edition
    return (_asked(issue.way_out), _asked(issue.preferences)) if issue else ()


def _ways_out(mail: Mail) -> frozenset[str | None]:
    """Where a mail program unsubscribes by itself, but for what all readers share."""
    header = mail.header("List-Unsubscribe") or ""
    return frozenset(asked_for(url) for url in re.findall(r"<([^>]+)>", header)) - {*_own(mail)}
