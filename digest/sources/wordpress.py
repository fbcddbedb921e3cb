"""Source kind "wordpress": the posts that a WordPress site gives by its REST API.

Source: developer.wordpress.org/rest-api/reference/posts. `url` is the address of that list, as in
`https://example.org/wp-json/wp/v2/posts?per_page=100&_embed=1`.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import Any
from urllib.parse import urljoin

from digest.core.errors import SourceError
from digest.core.instants import read_instant
from digest.core.links import absolute
from digest.core.markup import plain
from digest.core.model import Image, Post, Source
from digest.core.ports import Web
from digest.core.quick import dataclass
from digest.core.text import one_line, title_line, without_ellipsis
from digest.core.when import When

HINT = "give its address as https://example.org/wp-json/wp/v2/posts?per_page=100&_embed=1"
NO_TAG = "uncategorized"


@dataclass(frozen=True, slots=True)
class Adapter:
    """It knows no options of its own."""

    source: Source
    web: Web

    def posts(self) -> Iterator[Post]:
        """The posts in the order of the API: newest first."""
        found = self.web.get(self.source.location, allow_private=self.source.allow_private)
        return parse(found.body, self.source, location=found.location)


def parse(body: bytes, source: Source, *, location: str) -> Iterator[Post]:
    """The published posts of a list; one without a title is skipped.

    Raises:
        SourceError: the document is no such list.
    """
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{location}: no JSON ({error})", hint=HINT) from error
    if not isinstance(data, list):
        said = _text(data, "message") or "no list of posts"
        raise SourceError(f"{location}: WordPress gives none: {plain(said)}", hint=HINT)
    for order, item in enumerate(entry for entry in data if isinstance(entry, dict)):
        if title := title_line(_text(item, "title", "rendered")):
            yield _post(item, title, source, location, order)


def _post(item: dict[str, Any], title: str, source: Source, location: str, order: int) -> Post:
    summary, cut = without_ellipsis(plain(_text(item, "excerpt", "rendered")))
    return Post(
        source=source.name,
        title=title,
        url=absolute(_text(item, "link"), (location,)),
        page=urljoin(location, "/"),
        summary=summary,
        truncated=cut,
        content=_text(item, "content", "rendered") or None,
        published=_when(item, "date"),
        updated=_when(item, "modified"),
        authors=tuple(_names(_embedded(item, "author"))),
        tags=tuple(_names(_terms(item))),
        image=_image(item, location),
        language=source.language,
        order=order,
        native_id=_text(item, "guid", "rendered") or str(item.get("id") or "") or None,
    )


def _text(value: Any, *path: str) -> str:
    """The text at the end of a path of keys, or an empty one."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, str) else ""


def _when(item: dict[str, Any], key: str) -> When | None:
    """The date in UTC: the other one is in the site's zone, which it does not name."""
    return read_instant(_text(item, f"{key}_gmt"), origin="feed", zone=UTC)


def _embedded(item: dict[str, Any], key: str) -> list[Any]:
    inside = item.get("_embedded")
    found = inside.get(key) if isinstance(inside, dict) else None
    return found if isinstance(found, list) else []


def _terms(item: dict[str, Any]) -> Iterator[Any]:
    """Categories and tags, which lie in one list for each taxonomy."""
    groups = (group for group in _embedded(item, "wp:term") if isinstance(group, list))
    terms = (term for group in groups for term in group)
    yield from (term for term in terms if _text(term, "taxonomy") in ("category", "post_tag"))


def _names(things: Iterable[Any]) -> Iterator[str]:
    names = (title_line(_text(thing, "name")) for thing in things)
    yield from dict.fromkeys(name for name in names if name and name.lower() != NO_TAG)


def _image(item: dict[str, Any], location: str) -> Image | None:
    for media in _embedded(item, "wp:featuredmedia"):
        if url := absolute(_text(media, "source_url"), (location,)):
            return Image(url, one_line(_text(media, "alt_text")) or None)
    return None
