"""JSON Feed 1.0 and 1.1: jsonfeed.org/version/1.1."""

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from digest.core.errors import SourceError
from digest.core.links import absolute
from digest.core.model import Image, Source
from digest.sources.feed.entry import Entry
from digest.sources.feed.loose import items, mappings, text

HINT = 'give the address of an RSS, Atom or JSON feed, or use kind = "listing" on its page'


def entries(body: str, source: Source, location: str) -> Iterator[Entry]:
    """The items of a JSON Feed; what is no object among them is skipped."""
    feed = _feed(body, location)
    bases = (source.base_url, text(feed, "home_page_url"), location)
    for item in mappings(feed, "items"):
        yield _entry(item, feed, bases)


def _feed(body: str, location: str) -> dict[str, Any]:
    try:
        feed = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{location}: broken JSON ({error})", hint=HINT) from error
    if not isinstance(feed, dict) or "jsonfeed.org" not in str(feed.get("version")):
        raise SourceError(f"{location}: JSON, but no JSON Feed", hint=HINT)
    if not isinstance(feed.get("items"), list):
        raise SourceError(f"{location}: a JSON Feed without its list of items", hint=HINT)
    return feed


def _entry(item: dict[str, Any], feed: dict[str, Any], bases: tuple[str | None, ...]) -> Entry:
    given = item.get("id")
    image = absolute(text(item, "image") or text(item, "banner_image"), bases)
    return Entry(
        id=str(given) if isinstance(given, str | int | float) and given != "" else None,
        title=text(item, "title"),
        plain_title=True,
        link=absolute(text(item, "url"), bases) or absolute(text(item, "external_url"), bases),
        summary=text(item, "summary"),
        content=text(item, "content_html") or _html(text(item, "content_text")),
        published=text(item, "date_published"),
        updated=text(item, "date_modified"),
        authors=_authors(item) or _authors(feed),
        tags=tuple(tag for tag in items(item, "tags") if isinstance(tag, str)),
        image=Image(image, None) if image else None,
        language=text(item, "language") or text(feed, "language") or None,
        page=absolute(text(feed, "home_page_url"), (bases[0], bases[-1])),
    )


def _authors(data: dict[str, Any]) -> tuple[str, ...]:
    """`authors` of version 1.1, else the `author` of version 1.0."""
    one = data.get("author")
    people = mappings(data, "authors") or ([one] if isinstance(one, dict) else [])
    return tuple(text(person, "name") for person in people)


def _html(plain: str) -> str:
    """Plain text as paragraphs."""
    blocks = (block.strip() for block in plain.replace("\r\n", "\n").split("\n\n"))
    return "".join(f"<p>{escape(block)}</p>" for block in blocks if block)
