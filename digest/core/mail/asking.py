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
from digest.core.mail.page import words_of
from digest.core.merge_tags import ENCODED
from digest.core.probe import Question
from digest.core.urls import url_key

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FILLED_IN = re.compile(r"[{}]|%7B%7B|\*\||%%|<%|\[\[|\[[a-z_]+\]", re.IGNORECASE)
PERSONAL = re.compile(f"{LEAVING.pattern}|confirm", re.IGNORECASE)
PIXELS = 2  # a picture as wide or high as that is there to be counted


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
    """Those of one reader are left out; an issue has no readers yet, and is asked about gently."""
    ways_out = _ways_out(mail)
    posts = {url_key(post.link) for post in mail.posts if post.link}
    for link in mail.page.all("a", "area"):
        url = _asked(link.get("href"))
        if url is None or url in ways_out:
            continue
        own = url in _own(mail)
        if own or url_key(url) in posts or not _is_personal(link, url):
            yield Question(url, gently=own)
        elif mail.edition:
            yield Question(url, gently=True)


def _images(mail: Mail) -> Iterator[Question]:
    for image in mail.page.all("img"):
        sizes = [(image.get(side) or "").removesuffix("px") for side in ("width", "height")]
        counts = any(size.isdigit() and int(size) <= PIXELS for size in sizes)
        if not counts and (url := _asked(image.get("src"))):
            yield Question(url, image=True)


def _asked(href: str | None) -> str | None:
    """The address, unless something is still to be filled in."""
    if not href or FILLED_IN.search(href) or ENCODED.search(href):
        return None
    return asked_for(href)


def _own(mail: Mail) -> tuple[str | None, ...]:
    """What the newsletter has for all readers, to leave and to choose."""
    issue = mail.edition
    return (_asked(issue.way_out), _asked(issue.preferences)) if issue else ()


def _ways_out(mail: Mail) -> frozenset[str | None]:
    """Where a mail program unsubscribes by itself, but for what all readers share."""
    header = mail.header("List-Unsubscribe") or ""
    return frozenset(asked_for(url) for url in re.findall(r"<([^>]+)>", header)) - {*_own(mail)}


def _is_personal(link: "HtmlElement", url: str) -> bool:
    """Whether it asks for something in the name of a reader, or names one."""
    return "@" in unquote(urlsplit(url).query) or bool(PERSONAL.search(f"{url} {words_of(link)}"))
