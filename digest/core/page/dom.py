"""A page as a tree, read so that no bytes can break it or make it slow."""

import re
from datetime import UTC, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING

from digest.core.charset import charset
from digest.core.errors import SourceError
from digest.core.links import absolute
from digest.core.markup import lines
from digest.core.ports import Document
from digest.core.quick import dataclass
from digest.core.text import ILLEGAL

if TYPE_CHECKING:
    from lxml.etree import XPath
    from lxml.etree import _Element as Node

XML_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}>")
NEXT_SIBLING = re.compile(r"\+\s*(.+)")


@dataclass(frozen=True, slots=True)
class Page:
    """`location` is where the page was found; relative links start from the first of `bases`.

    `address` is its place on the web: that of a saved page is its site's, or None. Times without a
    zone are in `zone`.
    """

    root: "Node"
    location: str
    address: str | None
    bases: tuple[str | None, ...]
    zone: tzinfo

    def url(self, href: str | None) -> str | None:
        """The http(s) address that a link of this page means."""
        return absolute(href, self.bases)


def read_page(document: Document, *, base_url: str | None = None, zone: tzinfo = UTC) -> Page:
    """The tree of a page; elements deeper than 255 others are left out.

    Raises:
        SourceError: there is nothing in it.
    """
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    location = document.location
    text = ILLEGAL.sub(" ", XML_DECLARATION.sub("", charset(document), count=1))
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except ParserError:
        raise SourceError(f"{location}: the page is empty", "open it in a browser") from None
    base = root.find(".//base[@href]")
    bases = (None if base is None else base.get("href"), base_url, location)
    return Page(root, location, absolute(location) or absolute(base_url), bases, zone)


def select(node: "Node", css: str) -> "list[Node]":
    """What a CSS selector means in or below `node`, in the order of the page.

    A selector that begins with `+` means the element right behind `node`.

    Raises:
        SourceError: it is no selector.
    """
    found = compiled(css)(node)
    assert isinstance(found, list)
    return found  # type: ignore[return-value]  # a selector's XPath finds elements only


def first(node: "Node", css: str) -> "Node | None":
    """The first element that `select` finds."""
    return next(iter(select(node, css)), None)


def words_of(node: "Node") -> str:
    """The text of an element on one line; code blocks, scripts and buttons are silent."""
    return " ".join(lines(node))


@lru_cache(maxsize=512)
def compiled(css: str) -> "XPath":
    """The XPath of a CSS selector."""
    from cssselect import HTMLTranslator, SelectorError
    from lxml.etree import XPath, XPathSyntaxError

    behind = NEXT_SIBLING.fullmatch(css.strip())
    prefix = "following-sibling::*[1]/self::" if behind else "descendant-or-self::"
    try:
        return XPath(HTMLTranslator().css_to_xpath(behind[1] if behind else css, prefix=prefix))
    except (SelectorError, XPathSyntaxError) as error:
        raise SourceError(
            f'"{css}" is no CSS selector ({error})', hint='write it as "article h2 a"'
        ) from error
