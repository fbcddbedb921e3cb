"""Which post of an issue something in its HTML belongs to; of what is uncertain nothing is said."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from digest.core.finding import Fault
from digest.core.inline_markup import spans
from digest.core.links import absolute
from digest.core.mail.mail import Mail
from digest.core.mail.page import is_hidden, words_of
from digest.core.model import Post
from digest.core.text import one_line
from digest.core.urls import url_key

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NEAR = 8  # elements that may tell a post: from a picture or button to the column that it lies in


def post_of(mail: Mail, fault: Fault) -> Post | None:
    """The post that `fault` names, or the one whose link, picture or title it lies in or beside."""
    if fault.post is not None:
        return next((post for post in mail.posts if fault.post in (post.title, post.key)), None)
    if not mail.posts or _is_unseen(fault.at):
        return None
    inner: HtmlElement | None = None
    for element in _near(fault.at):
        if fitting := _shown_by(element, mail.posts):
            return fitting[0] if len(fitting) == 1 else _before(inner, mail.posts)
        inner = element
    return None


def around(element: Any) -> "Iterator[HtmlElement]":
    """The element and those around it, if it is one."""
    if element is not None and isinstance(element.tag, str):
        yield element
        yield from element.iterancestors()


def _near(element: Any) -> "Iterator[HtmlElement]":
    """As far around as its post may be told; a picture and its link count as one."""
    first = list(islice(around(element), 2))
    linked = [each.tag for each in first] == ["img", "a"]
    return islice(around(element), NEAR + linked)


def _shown_by(element: "HtmlElement", posts: Sequence[Post]) -> list[Post]:
    """The posts whose address the element has, else those whose title is among its words."""
    href, src = element.get("href"), absolute(element.get("src"))
    linked = [post for post in posts if href and post.link and url_key(href) == url_key(post.link)]
    pictured = [post for post in posts if src and post.image and absolute(post.image.url) == src]
    if linked or pictured:
        return linked or pictured
    words = one_line(words_of(element))
    return [post for post in posts if _names(words, post.title)]


def _names(words: str, title: str) -> bool:
    """Whether the title stands in `words`, where its code is code and its formulas are drawn."""
    pieces = [one_line(span.text) for span in spans(title) if span.kind != "math"]
    pieces = [piece for piece in pieces if piece]
    return bool(pieces) and all(piece in words for piece in pieces)


def _before(element: "HtmlElement | None", posts: Sequence[Post]) -> Post | None:
    """The post right before a picture or button that stands among several.

    Other words, be they before it or its own, begin something else.
    """
    while element is not None and not _has_words(element):
        element = next(element.itersiblings("*", preceding=True), None)
        if element is not None and (fitting := _shown_by(element, posts)):
            return fitting[0] if len(fitting) == 1 else None
    return None


def _has_words(element: "HtmlElement") -> bool:
    """Whether it has words that are not a link's."""
    texts = element.xpath(".//text()[not(ancestor::a)]")
    return any(text.strip() for text in texts)


def _is_unseen(element: Any) -> bool:
    """Whether it is in the head, or hidden: there stand words of several posts."""
    if any(each.tag == "head" for each in around(element)):
        return True
    return element is not None and isinstance(element.tag, str) and is_hidden(element)
