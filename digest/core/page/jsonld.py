"""The posts that a page describes in JSON-LD: schema.org's BlogPosting and its kin."""

import json
import re
from collections.abc import Iterator
from typing import Any

from digest.core.markup import plain
from digest.core.model import Image
from digest.core.page.card import Card, names, read_when
from digest.core.page.dom import Page, select
from digest.core.text import title_line, without_ellipsis
from digest.core.when import Origin, When

# Source: schema.org/Article, its subtypes that blogs use
POSTS = frozenset(
    (
        "BlogPosting Article TechArticle NewsArticle ScholarlyArticle Report OpinionNewsArticle "
        "AnalysisNewsArticle ReportageNewsArticle LiveBlogPosting APIReference"
    ).split()
)
LISTS = frozenset(("Blog", "CollectionPage", "ItemList", "WebPage", "WebSite", "ListItem"))
INSIDE = ("@graph", "blogPost", "blogPosts", "mainEntity", "hasPart", "itemListElement", "item")
DEEPEST = 8
WRAPPER = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")
DURATION = re.compile(r"P(?:T(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:\d+S)?)", re.IGNORECASE)


def jsonld_cards(page: Page, *, origin: Origin = "listing") -> Iterator[Card]:
    """The posts in the order of the page; what has no headline is none."""
    for thing in _posts(list(_scripts(page)), 0):
        card = _card(thing, page, origin)
        if card.title:
            yield card


def _scripts(page: Page) -> Iterator[Any]:
    for node in select(page.root, 'script[type^="application/ld+json"]'):
        try:
            yield json.loads(WRAPPER.sub("", node.text or ""), strict=False)
        except (ValueError, RecursionError):
            continue


def _posts(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The objects that are posts, inside lists and graphs but never inside other posts."""
    if depth > DEEPEST:
        return
    if isinstance(data, list):
        for part in data:
            yield from _posts(part, depth + 1)
    elif isinstance(data, dict):
        types = set(_texts(data.get("@type")))
        if types & POSTS:
            yield data
        elif not types or types & LISTS:
            for key in INSIDE:
                yield from _posts(data.get(key), depth + 1)


def _card(thing: dict[str, Any], page: Page, origin: Origin) -> Card:
    summary, cut = without_ellipsis(plain(_text(thing, "description", "abstract")))
    return Card(
        title=title_line(_text(thing, "headline", "name")),
        url=_url(thing, page),
        summary=summary,
        truncated=cut,
        published=_when(thing, "datePublished", page, origin),
        updated=_when(thing, "dateModified", page, origin),
        authors=names(_texts(thing.get("author"))),
        tags=names(_tags(thing.get("keywords"))),
        minutes=_minutes(_text(thing, "timeRequired")),
        words=_number(thing.get("wordCount")),
        image=_image(thing.get("image"), page),
        language=_text(thing, "inLanguage") or None,
    )


def _text(thing: dict[str, Any], *keys: str) -> str:
    """The first text at one of the keys."""
    return next((text for key in keys for text in _texts(thing.get(key))), "")


def _texts(value: Any) -> list[str]:
    """Text, or the names of things, or lists of either."""
    if isinstance(value, list):
        return [text for part in value[:100] for text in _texts(part)]
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    return [value] if isinstance(value, str) and value.strip() else []


def _url(thing: dict[str, Any], page: Page) -> str | None:
    whole = thing.get("mainEntityOfPage")
    inner = whole.get("@id") or whole.get("url") if isinstance(whole, dict) else whole
    given = (thing.get("url"), inner, thing.get("@id"))
    return next((url for href in given if isinstance(href, str) and (url := page.url(href))), None)


def _when(thing: dict[str, Any], key: str, page: Page, origin: Origin) -> When | None:
    return read_when(_text(thing, key), page.zone, origin=origin)


def _tags(value: Any) -> list[str]:
    """A list of keywords, or one text of them with commas between."""
    texts = _texts(value)
    return texts[0].split(",") if len(texts) == 1 else texts


def _minutes(text: str) -> int | None:
    found = DURATION.fullmatch(text.strip())
    return int(found[1] or 0) * 60 + int(found[2] or 0) if found and any(found.groups()) else None


def _number(value: Any) -> int | None:
    """A count; PaperMod writes it as text."""
    text = str(value).strip() if isinstance(value, int | str) else ""
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None


def _image(value: Any, page: Page) -> Image | None:
    if isinstance(value, list):
        value = value[0] if value else None
    about = value if isinstance(value, dict) else {"url": value}
    href = about.get("url") or about.get("contentUrl")
    url = page.url(href) if isinstance(href, str) else None
    return Image(url, title_line(_text(about, "caption")) or None) if url else None
