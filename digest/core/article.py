"""What a post's own page says about it: for fields that its source does not give.

A date is taken only from where a page states when it was published, never from its text, its
footer or its address.
"""

from collections.abc import Iterator
from datetime import UTC, tzinfo

from digest.core.markup import plain
from digest.core.model import Image
from digest.core.page.card import Card, filled, names, plain_title, read_when, signed
from digest.core.page.dom import Page, first, read_page, select, words_of
from digest.core.page.jsonld import jsonld_cards
from digest.core.page.rule import Rule, rule_cards
from digest.core.ports import Document
from digest.core.text import one_line, without_ellipsis
from digest.core.urls import url_key

HEADER = Rule(
    item="article header:has(h1), main header:has(h1), .post-header:has(h1), .entry-header:has(h1)",
    title="h1",
    summary="",
    date="time[datetime]:not(.updated):not(.dt-updated):not([itemprop~=dateModified]), "
    ".post-meta span[title], .dt-published",
    updated="time.updated, .dt-updated, time[itemprop~=dateModified]",
    author="[rel~=author], .p-author, [itemprop~=author] [itemprop~=name]",
)


def article(document: Document, *, zone: tzinfo = UTC) -> Card:
    """The post that a page is, as it says in JSON-LD, else in OpenGraph, else in its header.

    `url` is the address that the page calls canonical, perhaps of another site. A page that says
    nothing gives an empty card.

    Raises:
        SourceError: there is nothing in the document.
    """
    page = read_page(document, zone=zone)
    card = Card()
    for by, look in (("jsonld", _described), ("opengraph", _opengraph), ("header", _header)):
        for found in look(page):
            card = filled(card, signed(found, f"article:{by}"))
    return card


def about(document: Document, *, zone: tzinfo = UTC) -> Card:
    """What any page says of itself: `article`, and for what that lacks its head and its heading.

    `url` is the address that it calls canonical, if any.

    Raises:
        SourceError: there is nothing in the document.
    """
    page = read_page(document, zone=zone)
    image = page.url(_meta(page, "og:image", "twitter:image"))
    summary = plain(_meta(page, "og:description", "description", "twitter:description"))
    head = Card(
        title=plain_title(_meta(page, "og:title", "twitter:title")) or _heading(page),
        url=_canonical(page),
        summary=one_line(summary),
        image=Image(image, one_line(_meta(page, "og:image:alt")) or None) if image else None,
    )
    return filled(article(document, zone=zone), signed(head, "page:head"))


def _described(page: Page) -> Iterator[Card]:
    """The JSON-LD about this page; a list of related posts is not about it."""
    cards = list(jsonld_cards(page, origin="page"))
    keys = {url_key(url) for url in (page.address, _canonical(page)) if url}
    own = [card for card in cards if url_key(card.url or "") in keys]
    alone = [card for card in cards if not card.url] if len(cards) == 1 else []
    yield from (own or alone)[:1]


def _opengraph(page: Page) -> Iterator[Card]:
    """Source: ogp.me/#type_article."""
    if _meta(page, "og:type") != "article" and not _meta(page, "article:published_time"):
        return
    summary, cut = without_ellipsis(plain(_meta(page, "og:description", "description")))
    image = page.url(_meta(page, "og:image"))
    authors = [*_metas(page, "article:author"), *_metas(page, "author")[:1]]
    yield Card(
        title=plain_title(_meta(page, "og:title")),
        url=_canonical(page),
        summary=summary,
        truncated=cut,
        published=read_when(_meta(page, "article:published_time"), page.zone, origin="page"),
        updated=read_when(_meta(page, "article:modified_time"), page.zone, origin="page"),
        authors=names(name for name in authors if "://" not in name),
        tags=names(_metas(page, "article:tag")),
        image=Image(image, one_line(_meta(page, "og:image:alt")) or None) if image else None,
        language=page.root.get("lang") or None,
    )


def _header(page: Page) -> Iterator[Card]:
    """The one header with the page's title; a page with several lists posts."""
    cards = list(rule_cards(page, HEADER, origin="page"))
    yield from cards if len(cards) == 1 else ()


def _heading(page: Page) -> str:
    """The page's only main heading, else its title, to which sites add their name."""
    headings = [words_of(node) for node in select(page.root, "h1")]
    title = first(page.root, "head title")
    if len(headings) == 1 and headings[0]:
        return headings[0]
    return "" if title is None else one_line(title.text or "")


def _canonical(page: Page) -> str | None:
    link = first(page.root, "link[rel~=canonical]")
    return None if link is None else page.url(link.get("href"))


def _meta(page: Page, *properties: str) -> str:
    """The first of the named properties that has a value."""
    return next((value for name in properties for value in _metas(page, name)), "")


def _metas(page: Page, name: str) -> list[str]:
    nodes = select(page.root, f'meta[property="{name}"], meta[name="{name}"]')
    return [value for node in nodes if (value := one_line(node.get("content") or ""))]
