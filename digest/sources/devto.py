"""Source kind "devto": the articles of one author or organisation on dev.to, or another Forem.

Source: developers.forem.com/api, GET /articles. `url` is the address of that list, as in
`https://dev.to/api/articles?username=NAME&per_page=100`.
"""

import json
from collections.abc import Iterator
from typing import Any

from digest.core.errors import SourceError
from digest.core.instants import read_instant
from digest.core.links import absolute
from digest.core.model import Image, Post, Source
from digest.core.ports import Web
from digest.core.quick import dataclass
from digest.core.text import one_line, without_ellipsis

HINT = "give its address as https://dev.to/api/articles?username=NAME&per_page=100"


@dataclass(frozen=True, slots=True)
class Adapter:
    """It knows no options of its own."""

    source: Source
    web: Web

    def posts(self) -> Iterator[Post]:
        """The articles in the order of the API: newest first."""
        found = self.web.get(self.source.location, allow_private=self.source.allow_private)
        return parse(found.body, self.source, location=found.location)


def parse(body: bytes, source: Source, *, location: str) -> Iterator[Post]:
    """The articles of a list; one without a title is skipped.

    An article that first stood elsewhere keeps its address on dev.to.

    Raises:
        SourceError: the document is no such list.
    """
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{location}: no JSON ({error})", hint=HINT) from error
    if not isinstance(data, list):
        raise SourceError(f"{location}: no list of articles", hint=HINT)
    for order, item in enumerate(entry for entry in data if isinstance(entry, dict)):
        if title := one_line(_text(item, "title")):
            yield _post(item, title, source, order)


def _post(item: dict[str, Any], title: str, source: Source, order: int) -> Post:
    summary, cut = without_ellipsis(one_line(_text(item, "description")))
    minutes = item.get("reading_time_minutes")
    author = item.get("user")
    name = one_line(_text(author, "name")) if isinstance(author, dict) else ""
    image = absolute(_text(item, "cover_image"))
    return Post(
        source=source.name,
        title=title,
        url=absolute(_text(item, "url")),
        summary=summary,
        truncated=cut,
        published=read_instant(_text(item, "published_at"), origin="feed"),
        updated=read_instant(_text(item, "edited_at"), origin="feed"),
        authors=(name,) if name else (),
        tags=tuple(_tags(item.get("tag_list"))),
        minutes=minutes if type(minutes) is int and minutes >= 0 else None,
        image=Image(image, None) if image else None,
        language=source.language,
        order=order,
        native_id=str(item.get("id") or "") or None,
    )


def _text(item: dict[str, Any], key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""


def _tags(value: Any) -> list[str]:
    """A list, or one text with commas between: the API has both."""
    texts = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else []
    return [tag for text in texts if isinstance(text, str) and (tag := one_line(text))]
