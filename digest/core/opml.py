"""OPML, the form in which feed readers exchange their subscriptions.

Source: opml.org/spec2.opml.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from digest.core.errors import SourceError
from digest.core.quick import dataclass
from digest.core.text import ILLEGAL, one_line

if TYPE_CHECKING:
    from lxml.etree import _Element

# No subscription list needs a DOCTYPE, whose entities can grow a kilobyte into gigabytes
DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")


@dataclass(frozen=True, slots=True)
class Subscription:
    """One feed: its title, its address as written, and the title of the folder it lies in."""

    title: str
    url: str
    section: str | None = None


def parse(text: str) -> tuple[Subscription, ...]:
    """The feeds of a subscription list in their order; outlines that name no feed are passed over.

    Raises:
        SourceError: the text is no OPML.
    """
    from lxml import etree

    xml = DECLARATION.sub("", DOCTYPE.sub("", ILLEGAL.sub("", text.removeprefix("\ufeff")), 1))
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(xml.encode(), parser) if xml.strip() else None
    if root is None or _name(root) != "opml":
        raise SourceError("no OPML", "export your subscriptions as OPML from your feed reader")
    return tuple(_feeds(root, None))


def write(title: str, subscriptions: Iterable[Subscription]) -> str:
    """A subscription list; what has one section lies in one folder, in the order of first use."""
    listed = list(subscriptions)
    order = list(dict.fromkeys(subscription.section for subscription in listed))
    listed.sort(key=lambda subscription: order.index(subscription.section))
    rows: list[str] = []
    for section, feeds in groupby(listed, key=lambda subscription: subscription.section):
        if section is None:
            rows += [f"    {_outline(feed)}" for feed in feeds]
        else:
            inner = [f"      {_outline(feed)}" for feed in feeds]
            rows += [f"    <outline text={_quoted(section)}>", *inner, "    </outline>"]
    head = f"  <head>\n    <title>{_quoted(title)[1:-1]}</title>\n  </head>"
    body = "\n".join(["  <body>", *rows, "  </body>"])
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n{head}\n{body}\n</opml>\n'
    )


def _feeds(node: "_Element", section: str | None) -> Iterator[Subscription]:
    for child in node:
        if not isinstance(child.tag, str):  # a comment
            continue
        said = {str(key).lower(): one_line(str(value)) for key, value in child.attrib.items()}
        title = said.get("title") or said.get("text") or ""
        url = said.get("xmlurl")
        if url:
            yield Subscription(title, url, section)
        is_folder = _name(child) == "outline" and not url
        yield from _feeds(child, title or section if is_folder else section)


def _name(node: "_Element") -> str:
    return node.tag.rpartition("}")[2].lower()


def _outline(feed: Subscription) -> str:
    return f'<outline type="rss" text={_quoted(feed.title)} xmlUrl={_quoted(feed.url)}/>'


def _quoted(text: str) -> str:
    return quoteattr(one_line(text), {'"': "&quot;"})
