"""Source kind "listing": a page of HTML that lists posts, for a blog without a good feed."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from zoneinfo import ZoneInfo

from digest.core.errors import SourceError
from digest.core.horizon import Horizon
from digest.core.model import Post, Source
from digest.core.page.card import Card
from digest.core.page.dom import Page, read_page
from digest.core.page.presets import CONVENTIONS, PRESETS
from digest.core.page.rule import Rule
from digest.core.page.understand import Found, needs_javascript, next_page, understand
from digest.core.ports import Document, Web
from digest.core.quick import dataclass
from digest.core.window import moment, utc

log = logging.getLogger(__name__)

MOST_PAGES = 5
TRIED = "JSON-LD, microformats, microdata, and the themes that digest knows"


@dataclass(frozen=True, slots=True)
class Adapter:
    """Without an option, a page is read by its structured data or as one of a known theme.

    `preset` names the theme. The others are CSS selectors, which stand in for those of the preset:
    `item` finds the posts, and the others count from an item; `date_attr` is the attribute of
    `date` to read, and `next` the link to older posts.
    """

    source: Source
    web: Web
    horizon: Horizon | None = None
    preset: str = ""
    item: str = ""
    title: str = ""
    link: str = ""
    summary: str = ""
    date: str = ""
    date_attr: str = ""
    minutes: str = ""
    words: str = ""
    author: str = ""
    tags: str = ""
    image: str = ""
    next: str = ""

    def posts(self) -> Iterator[Post]:
        """The posts of the page, and of those behind it as far as the window may need them."""
        rule, name = self._rule()
        url: str | None = self.source.location
        visited: set[str] = set()
        known: set[str] = set()
        while url and url not in visited and len(visited) < MOST_PAGES:
            visited.add(url)
            try:
                listing = parse(self._get(url), self.source, rule, name)
            except SourceError as error:
                if len(visited) == 1:
                    raise
                log.warning("%s: older posts are not read: %s", self.source.name, error)
                return
            for post in listing.posts:
                if (key := post.url or post.title) not in known:
                    yield replace(post, order=len(known))
                    known.add(key)
            url = listing.next if self._goes_on(listing.posts) else None

    def _get(self, url: str) -> Document:
        return self.web.get(url, allow_private=self.source.allow_private, scrape=True)

    def _goes_on(self, posts: tuple[Post, ...]) -> bool:
        """Whether the page behind may hold posts that are needed.

        A list without dates goes on only for the policy `queue`: its older posts would be new.
        """
        dates = [
            utc(moment(post.published, _zone(self.source))) for post in posts if post.published
        ]
        if not dates:
            return self.source.undated == "queue"
        return self.horizon is None or max(dates) >= self.horizon.window.start

    def _rule(self) -> tuple[Rule | None, str]:
        """The rule of digest.toml, and what it is called."""
        themes = {**CONVENTIONS, **PRESETS}
        if self.preset and self.preset not in themes:
            raise SourceError(
                f'{self.source.name}: there is no preset "{self.preset}"',
                hint=f"preset is one of {', '.join(themes)}",
            )
        given = {key: str(getattr(self, key)) for key in SELECTORS if getattr(self, key)}
        if given and not self.preset and not self.item:
            raise SourceError(
                f"{self.source.name}: {', '.join(given)} without item",
                hint='name what each post is in, as in item = "article"',
            )
        if not given:
            return themes.get(self.preset), f"preset:{self.preset}"
        return replace(themes.get(self.preset, Rule("")), **given), "rule"


SELECTORS = tuple(
    name for name in Adapter.__dataclass_fields__ if name in Rule.__dataclass_fields__
)


@dataclass(frozen=True, slots=True)
class Listing:
    """One page: its posts in its order, and the address of the page with older ones."""

    posts: tuple[Post, ...]
    next: str | None


def parse(
    document: Document, source: Source, rule: Rule | None = None, name: str = "rule"
) -> Listing:
    """The posts of a page; `name` is what their provenance calls the rule.

    Raises:
        SourceError: it lists no posts that can be found; the message says what was tried.
    """
    _refuse_feeds(document)
    page = read_page(document, base_url=source.base_url, zone=_zone(source))
    found = understand(page, rule, name)
    if found is None:
        raise _no_posts(page, rule)
    return Listing(tuple(_posts(found, page, source)), next_page(page, rule))


def _posts(found: Found, page: Page, source: Source) -> Iterator[Post]:
    spoken = page.root.get("lang") or None
    for order, card in enumerate(found.cards):
        yield _post(card, page, source, order, spoken)


def _post(card: Card, page: Page, source: Source, order: int, spoken: str | None) -> Post:
    return Post(
        source=source.name,
        title=card.title,
        url=card.url,
        page=page.address,
        summary="" if card.summary == card.title else card.summary,
        truncated=card.truncated,
        published=card.published,
        updated=card.updated,
        authors=card.authors,
        tags=card.tags,
        minutes=card.minutes,
        words=card.words,
        image=card.image,
        language=source.language or card.language or spoken,
        order=order,
        provenance=card.by,
    )


def _zone(source: Source) -> ZoneInfo:
    return ZoneInfo(source.timezone or "UTC")


def _refuse_feeds(document: Document) -> None:
    start = document.body[:2000].decode("utf-8", "replace").lstrip("\ufeff \t\r\n").lower()
    if start.startswith(("{", "[")) or (
        start.startswith(("<?xml", "<rss", "<feed", "<rdf")) and "<html" not in start
    ):
        raise SourceError(
            f"{document.location}: no page of HTML; it looks like a feed or data",
            hint='use kind = "feed"',
        )


def _no_posts(page: Page, rule: Rule | None) -> SourceError:
    where = page.location
    if needs_javascript(page):
        return SourceError(
            f"{where}: the page is empty until JavaScript fills it, so it shows no posts",
            hint=f"digest needs its feed: type digest sources add {where}",
        )
    if rule:
        return SourceError(
            f'{where}: no posts found by item = "{rule.item}"',
            hint=f"the page may look different now: type digest sources add {where}",
        )
    return SourceError(
        f"{where}: no posts found; tried {TRIED}",
        hint=f"to look for a feed or a rule, type digest sources add {where}",
    )
