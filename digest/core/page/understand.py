"""The posts of a page, by whichever look at it shows the most of them."""

import re
from collections.abc import Iterator

from digest.core.page.card import Card, distinct, filled, signed
from digest.core.page.dom import Page, first, select, words_of
from digest.core.page.jsonld import jsonld_cards
from digest.core.page.presets import CONVENTIONS, PRESETS
from digest.core.page.rule import Rule, rule_cards
from digest.core.quick import dataclass
from digest.core.urls import same_site, url_key

NEXT = (
    "link[rel~=next][href], a[rel~=next][href], a.next[href], .next > a[href], a.next-page[href], "
    "a.older-posts[href], .nav-previous a[href], a.pagination-nav__link--next[href], "
    "a.wp-block-query-pagination-next[href]"
)
PAGE_NUMBER = re.compile(r"[/?&]page[/=-]?(\d{1,4})$")
ROOTS = "#root, #app, #__next, #__nuxt, #___gatsby, #svelte, app-root, [data-reactroot]"
LITTLE_TEXT = 400  # characters


@dataclass(frozen=True, slots=True)
class Found:
    """Posts in the order of the page, and the look that found them, as in `preset:papermod`."""

    by: str
    cards: tuple[Card, ...]


def understand(page: Page, rule: Rule | None = None, name: str = "rule") -> Found | None:
    """The posts of a page, each once; with `rule`, those that it finds and no others.

    Without one the look that shows the most posts decides which there are: structured data, then
    conventions, then known themes. What a post lacks there is filled in from what the others say
    about it. The page itself is no post.
    """
    looks = list(_looks(page))
    if rule:
        ruled = distinct(signed(card, name) for card in rule_cards(page, rule))
        looks.insert(0, Found(name, ruled))
        best = looks[0]
    else:
        best = max(looks, key=lambda look: len(look.cards))  # the first of equals
    if not best.cards:
        return None
    known = {card.known_as: card for card in best.cards}
    for look in looks:
        for card in look.cards:
            if look is not best and card.known_as in known:
                known[card.known_as] = filled(known[card.known_as], card)
    return Found(best.by, tuple(known.values()))


def next_page(page: Page, rule: Rule | None = None) -> str | None:
    """The address of the page with older posts, on the same site, if there is one."""
    here = url_key(page.address or "") or ""
    for node in select(page.root, rule.next if rule and rule.next else NEXT):
        url = page.url(node.get("href"))
        if url and _beside(url_key(url) or "", here):
            return url
    return _numbered(page, here)


def needs_javascript(page: Page) -> bool:
    """Whether the page's HTML is an empty shell that scripts would fill."""
    body = first(page.root, "body")
    if body is None or len(words_of(body)) > LITTLE_TEXT or not select(page.root, "script"):
        return False
    told = " ".join(node.text_content() for node in select(page.root, "noscript"))  # type: ignore[attr-defined]
    empty = any(not words_of(node) for node in select(page.root, ROOTS))
    return empty or "javascript" in told.lower()


def _looks(page: Page) -> Iterator[Found]:
    yield Found("jsonld", _elsewhere(jsonld_cards(page), "jsonld", page))
    for name, rule in CONVENTIONS.items():
        yield Found(name, _elsewhere(rule_cards(page, rule), name, page))
    for name, rule in PRESETS.items():
        by = f"preset:{name}"
        yield Found(by, _elsewhere(rule_cards(page, rule), by, page))


def _elsewhere(cards: Iterator[Card], by: str, page: Page) -> tuple[Card, ...]:
    """The posts with a page of their own: an article's page speaks of itself, too."""
    here = url_key(page.address or "")
    return distinct(
        signed(card, by)
        for card in cards
        if not here or (card.url is not None and url_key(card.url) != here)
    )


def _numbered(page: Page, here: str) -> str | None:
    """The link to `page/2`, or to the number after that of this page."""
    current = PAGE_NUMBER.search(here)
    wanted = int(current[1]) + 1 if current else 2
    base = here[: current.start()] if current else here
    for node in select(page.root, "a[href]"):
        url = page.url(node.get("href"))
        key = url_key(url or "") or ""
        number = PAGE_NUMBER.search(key)
        if number and int(number[1]) == wanted and key.startswith(base) and _beside(key, here):
            return url
    return None


def _beside(key: str, here: str) -> bool:
    return key not in ("", here) and same_site(key, here)
