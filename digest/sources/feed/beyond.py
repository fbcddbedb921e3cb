"""Plain entries from beyond the horizon, taken out of a feed before feedparser reads it.

feedparser needs a quarter of a millisecond for an entry, and most entries of most feeds are years
old. Only what it would surely read in the same way is taken from it: where an entry has an element
or a character too many, it stays. The parser is the one that feedparser itself begins with, so what
that finds broken stays whole.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from digest.core.text import one_line
from digest.sources.feed.entry import Entry

ATOM = "http://www.w3.org/2005/Atom "
BASES = ("base", "http://www.w3.org/XML/1998/namespace base")
PATHS = {"rss": ("rss", "channel", "item"), f"{ATOM}feed": (f"{ATOM}feed", f"{ATOM}entry")}
TEXTS = {
    "title": "title", "link": "link", "guid": "id", "pubDate": "published",
    f"{ATOM}title": "title", f"{ATOM}id": "id",
    f"{ATOM}published": "published", f"{ATOM}updated": "updated",
}  # fmt: skip
ATTRIBUTES = {"guid": {"isPermaLink"}, f"{ATOM}title": {"type"}}
HARMLESS = {  # no field of an Entry that is wanted here comes from these
    "": "author category comments description enclosure",
    ATOM: "author category content contributor rights summary",
    "http://purl.org/dc/elements/1.1/ ": "creator subject",
    "http://purl.org/rss/1.0/modules/content/ ": "encoded",
    "http://purl.org/rss/1.0/modules/slash/ ": "comments",
    "http://purl.org/syndication/thread/1.0 ": "total",
    "http://search.yahoo.com/mrss/ ": "content thumbnail",
    "http://wellformedweb.org/CommentAPI/ ": "comment commentRss",
    "http://www.itunes.com/dtds/podcast-1.0.dtd ": "author duration explicit subtitle summary",
    "com-wordpress:feed-additions:1 ": "post-id",
}
LEFT_OUT = frozenset(space + name for space, names in HARMLESS.items() for name in names.split())
OF_A_PERSON = frozenset(
    [*(ATOM + name for name in ("name", "uri", "email")), "http://schemas.google.com/g/2005 image"]
)
LINK = re.compile(r"https?://[^/\s](?:(?!&amp;)\S)*")
MARKUP = re.compile(r"[<&]")
# UTF-8 that was taken for Latin-1, and Windows-1252 that was: feedparser puts both right
MISTAKEN = re.compile("[\x80-\x9f]|[\xc2-\xf4][\x80-\xbf]")


def without_old(xml: bytes, is_old: Callable[[Entry], bool]) -> tuple[bytes, dict[int, Entry], int]:
    """A feed without its plain old entries; these by their place; and how many there were in all.

    Links are as the feed has them. `xml` is UTF-8 and begins with its first element.
    """
    from xml.parsers import expat

    parser = expat.ParserCreate("utf-8", " ")
    scan = _Scan(parser, xml, is_old)
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = scan.start, scan.end
    try:
        parser.Parse(xml, True)
    except expat.ExpatError:
        return xml, {}, 0
    if scan.based:
        return xml, {}, 0
    ends = [0, *(end for _, end in scan.spans)]
    starts = [*(start for start, _ in scan.spans), len(xml)]
    rest = b"".join(xml[end:start] for end, start in zip(ends, starts, strict=True))
    return rest, scan.old, scan.entries


@dataclass(slots=True)
class _Scan:
    """What is known while a feed goes by; `plain` tells of the entry that is open."""

    parser: Any
    xml: bytes
    is_old: Callable[[Entry], bool]
    path: list[str] = field(default_factory=list)
    entry: tuple[str, ...] = ()
    old: dict[int, Entry] = field(default_factory=dict)
    spans: list[tuple[int, int]] = field(default_factory=list)
    entries: int = 0
    based: bool = False
    plain: bool = False
    begin: int = 0
    fields: dict[str, str] = field(default_factory=dict)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.path.append(name)
        if len(self.path) == 1:
            self.entry = PATHS.get(name, ())
        depth = len(self.path) - len(self.entry)
        if depth < 0:
            self.based = self.based or any(base in attributes for base in BASES)
        elif depth == 0:
            self.plain = tuple(self.path) == self.entry and not attributes
            self.begin, self.fields = self.parser.CurrentByteIndex, {}
        elif self.plain and depth == 1:
            self.plain = self._understands(name, attributes)
        elif self.plain:
            self.plain = self.path[-2] == f"{ATOM}author" and name in OF_A_PERSON

    def end(self, _: str) -> None:
        """An element ends."""
        depth = len(self.path) - len(self.entry)
        if depth == 0 and tuple(self.path) == self.entry:
            self._close()
        if depth <= 1:
            self.parser.CharacterDataHandler = None
        self.path.pop()

    def _understands(self, name: str, attributes: dict[str, str]) -> bool:
        """Whether this part of an entry is as expected; if it is wanted, remember it."""
        if name == f"{ATOM}link":
            return self._links(attributes)
        known = TEXTS.get(name)
        if not known:
            return name in LEFT_OUT
        if known in self.fields or not attributes.keys() <= ATTRIBUTES.get(name, set()):
            return False
        self.fields[known] = ""
        self.fields[f"{known} type"] = attributes.get("type", "text")
        self.parser.CharacterDataHandler = lambda text: self._add(known, text)
        return True

    def _add(self, known: str, text: str) -> None:
        self.fields[known] += text

    def _links(self, attributes: dict[str, str]) -> bool:
        """Only the link to the page counts, and there is one."""
        if attributes.get("rel", "alternate").lower() != "alternate":
            return True
        if "link" in self.fields or attributes.get("type", "text/html") != "text/html":
            return False
        self.fields["link"] = attributes.get("href", "")
        return not any(base in attributes for base in BASES)

    def _close(self) -> None:
        """An entry ends: if it is plain and old it goes."""
        found = self._found() if self.plain else None
        if found and self.is_old(found):
            self.old[self.entries] = found
            after = self.xml.index(b">", self.parser.CurrentByteIndex) + 1
            self.spans.append((self.begin, after))
        self.entries += 1

    def _found(self) -> Entry | None:
        told = {name: value.strip() for name, value in self.fields.items()}
        title, link, kind = told.get("title", ""), told.get("link", ""), told.get("title type")
        if not one_line(title) or MARKUP.search(title) or kind not in ("text", "html"):
            return None
        odd = any(MISTAKEN.search(value) for value in told.values())
        if odd or not LINK.fullmatch(link) or ":///" in told.get("id", ""):
            return None
        return Entry(
            id=told.get("id") or None,
            title=title,
            link=link,
            plain_title=kind == "text" and self.entry[0] != "rss",
            published=told.get("published", ""),
            updated=told.get("updated", ""),
        )
