"""Which post of an issue something in its HTML belongs to; of what is uncertain nothing is said."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from digest.core.finding import Fault
from digest.core.inline_markup import spans
from digest.core.mail.mail import Mail
from digest.core.mail.page import is_hidden, words_of
from digest.core.model import Post
from digest.core.text import one_line
from digest.core.urls import url_key

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NEAR = 7  # elements around a fault that may tell its post: from a link to its row of a table


def post_of(mail: Mail, fault: Fault) -> Post | None:
    """The post that `fault` is about: the one it names, or the one whose link or title it is in."""
    if fault.post is not None:
        return next((post for post in mail.posts if fault.post in (post.title, post.key)), None)
    if not mail.posts or _is_preheader(fault.at):
        return None
    for element in islice(around(fault.at), NEAR):
        words, href = one_line(words_of(element)), element.get("href")
        fitting = [
            post
            for post in mail.posts
            if (href and post.link and url_key(href) == url_key(post.link))
            or _names(words, post.title)
        ]
        if fitting:
            return fitting[0] if len(fitting) == 1 else None
    return None


def _names(words: str, title: str) -> bool:
    """Whether the title stands in `words`, where its code is code and its formulas are drawn."""
    pieces = [one_line(span.text) for span in spans(title) if span.kind != "math"]
    pieces = [piece for piece in pieces if piece]
    return bool(pieces) and all(piece in words for piece in pieces)


def _is_preheader(element: Any) -> bool:
    """Whether it is hidden: there stand words of several posts."""
    return element is not None and isinstance(element.tag, str) and is_hidden(element)


def around(element: Any) -> "Iterator[HtmlElement]":
    """The element and those around it, if it is one."""
    if element is not None and isinstance(element.tag, str):
        yield element
        yield from element.iterancestors()
