"""RSS and Atom, by way of feedparser: it knows how feeds are really written.

Of what it offers we take the raw values only. Its dates ignore zones such as CET, its sanitiser is
five times slower than its parser, and it fills missing dates from others.
"""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from digest.core.errors import SourceError
from digest.core.links import absolute
from digest.core.model import Image, Source
from digest.core.text import one_line, unescape
from digest.sources.feed.beyond import without_old
from digest.sources.feed.entry import Entry
from digest.sources.feed.loose import mappings, text
from digest.sources.feed.whole import whole_entries

Bases = tuple[str | None, ...]

TEXTUAL = ("text/html", "application/xhtml+xml", "text/plain")
PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)(?:\?.*)?$", re.IGNORECASE)
AVATAR = re.compile(r"https?://[\w.]*gravatar\.com/")  # WordPress: its author, not the post
PICTURE_TAG = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"\b(src|alt)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
LINK_TAG = re.compile(
    r"<link\b[^>]*\btype=[\"']?application/(?:rss|atom)\+xml[^>]*>", re.IGNORECASE
)
HREF = re.compile(r"\bhref\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)


def entries(
    xml: str, source: Source, location: str, is_old: Callable[[Entry], bool] | None = None
) -> Iterator[Entry]:
    """The entries of an RSS or Atom feed; of those that are old some are told without texts."""
    parsed, old = _understood(xml, location, is_old)
    feed = parsed["feed"]
    site = _link(feed)
    bases = (source.base_url, site, location)
    page = absolute(site, (source.base_url, location)) or absolute(source.base_url)
    atom = text(parsed, "version").startswith("atom")
    language = text(feed, "language") or None
    found = whole_entries(parsed, xml, location)
    rest = iter(found)
    for place in range(len(old) + len(found)):
        if entry := old.get(place):
            link = absolute(entry.link, bases)
            yield replace(entry, link=link, language=language, page=page)
        else:
            yield _entry(next(rest), feed, bases, page, atom=atom)


def _understood(
    xml: str, location: str, is_old: Callable[[Entry], bool] | None
) -> tuple[dict[str, Any], dict[int, Entry]]:
    """What feedparser finds, and the old entries that it need not read, by their place."""
    data = xml.encode("utf-8", "replace")
    rest, old, entries = without_old(data, is_old) if is_old else (data, {}, 0)
    parsed = _parsed(rest, xml, location)
    if old and len(parsed["entries"]) != entries - len(old):  # it knows entries in other places
        return _parsed(data, xml, location), {}
    return parsed, old


def _parsed(data: bytes, xml: str, location: str) -> dict[str, Any]:
    import feedparser

    try:
        parsed: dict[str, Any] = feedparser.parse(
            io.BytesIO(data),  # bytes themselves may name a file
            sanitize_html=False,
            resolve_relative_uris=False,
            response_headers={"content-type": "application/xml; charset=utf-8"},
        )
    except Exception as error:  # it documents none, and raises many
        raise SourceError(f"{location}: no feed can be read from it ({error!r})") from error
    if not parsed.get("version") and not parsed["entries"]:
        raise _no_feed(xml, location)
    return parsed


def _no_feed(xml: str, location: str) -> SourceError:
    """What the document is instead, and where its feed may be."""
    start = xml[:2000].lower()
    if not xml.strip():
        return SourceError(f"{location}: the document is empty", hint="open it in a browser")
    if "<html" not in start and "<head" not in start and "<body" not in start:
        return SourceError(
            f"{location}: neither RSS, Atom nor JSON Feed", hint="open it in a browser"
        )
    link = LINK_TAG.search(xml)
    href = HREF.search(link[0]) if link else None
    feed = absolute(unescape(href[1]), (location,)) if href else None
    hint = (
        f'the page names this feed: url = "{feed}"' if feed else 'use kind = "listing" for a page'
    )
    return SourceError(f"{location}: a web page, where a feed was expected", hint=hint)


def _entry(
    entry: dict[str, Any], feed: dict[str, Any], bases: Bases, page: str | None, *, atom: bool
) -> Entry:
    title = entry.get("title_detail")
    about = title if isinstance(title, dict) else {}
    summary, content = _texts(entry)
    link = _link(entry) or (None if atom else _permalink(entry))
    people = mappings(entry, "authors") or (mappings(feed, "authors") if atom else [])
    return Entry(
        id=text(entry, "id") or None,
        title=text(entry, "title"),
        plain_title=atom and text(about, "type") == "text/plain",
        link=absolute(text(entry, "feedburner_origlink") or link, bases),
        summary=summary,
        content=content,
        published=text(entry, "published") or text(entry, "created"),
        updated=text(entry, "updated"),
        authors=tuple(text(person, "name") for person in people),
        tags=tuple(text(tag, "label") or text(tag, "term") for tag in mappings(entry, "tags")),
        image=_image(entry, content or summary, bases),
        language=text(about, "language") or text(feed, "language") or None,
        page=page,
    )


def _texts(entry: dict[str, Any]) -> tuple[str, str]:
    """Summary and content; feedparser copies the one into the other when that is missing."""
    parts = [part for part in mappings(entry, "content") if text(part, "type") in TEXTUAL]
    content = max((text(part, "value") for part in parts), key=len, default="")
    summary = text(entry, "summary")
    return ("" if summary == content else summary), content


def _link(data: dict[str, Any]) -> str | None:
    """The first alternate link, a page rather than another format."""
    links = [link for link in mappings(data, "links") if text(link, "href")]
    alternates = [link for link in links if text(link, "rel") == "alternate"]
    pages = [link for link in alternates if text(link, "type") in TEXTUAL]
    return next((text(link, "href") for link in pages + alternates), None)


def _permalink(entry: dict[str, Any]) -> str | None:
    """An RSS guid that is an address, unless it says that it is none."""
    guid = text(entry, "link")
    return guid if guid.startswith(("http://", "https://")) else None


def _image(entry: dict[str, Any], html: str, bases: Bases) -> Image | None:
    """The first picture; neither an episode's sound nor an avatar is one."""
    media = [text(item, "url") for item in mappings(entry, "media_content") if _pictures(item)]
    media += [text(item, "url") for item in mappings(entry, "media_thumbnail")]
    enclosed = [link for link in mappings(entry, "links") if text(link, "rel") == "enclosure"]
    media += [text(link, "href") for link in enclosed if _pictures(link)]
    episode = entry.get("image")
    media += [text(episode, "href")] if isinstance(episode, dict) else []
    for href in media:
        if (url := absolute(href, bases)) and not AVATAR.match(url):
            return Image(url, _alt(url, html, bases))
    return None


def _pictures(item: dict[str, Any]) -> bool:
    if kind := text(item, "medium") or text(item, "type"):
        return kind.startswith("image")
    return bool(PICTURE.search(text(item, "url") or text(item, "href")))


def _alt(url: str, html: str, bases: Bases) -> str | None:
    """What the post's own HTML says about the picture at `url`."""
    for tag in PICTURE_TAG.findall(html):
        values = {name.lower(): unescape(a or b) for name, a, b in ATTRIBUTE.findall(tag)}
        if absolute(values.get("src"), bases) == url:
            return one_line(values.get("alt", "")) or None
    return None
