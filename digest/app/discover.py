"""Use case: how the posts of a blog can be had, given the address of one of its pages."""

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from itertools import islice

from digest.app.shelves import source_adapter
from digest.core.errors import SourceError
from digest.core.fields import missing
from digest.core.model import Post, Source
from digest.core.page.dom import Page, read_page
from digest.core.page.feeds import declared_feeds, site_title, usual_places
from digest.core.page.infer import infer
from digest.core.page.platforms import platforms
from digest.core.page.understand import needs_javascript, understand
from digest.core.ports import Document, Web
from digest.core.quick import dataclass

MOST_DECLARED = 8


@dataclass(frozen=True, slots=True)
class Proposal:
    """A source that was found, read once to see what it gives.

    `kind`, `url` and `options` are what digest.toml would say. `found_by` says in words how it was
    found; `confidence` is 1 unless it was inferred. `missing` names the fields of `Post` that none
    of the posts has. `site` is the site's own name, or empty.
    """

    kind: str
    url: str
    posts: tuple[Post, ...]
    found_by: str
    options: Mapping[str, str] = field(default_factory=dict)
    confidence: float = 1.0
    missing: tuple[str, ...] = ()
    site: str = ""


def discover(url: str, web: Web, *, allow_private: bool = False) -> tuple[Proposal, ...]:
    """The sources behind an address, best first.

    It may be the address of a feed, of a page that lists posts, or of any page of the blog.

    Raises:
        SourceError: the address cannot be read, or nothing is found there; it says what was tried.
    """
    once = _Once(web)
    start = once.get(url, allow_private=allow_private)
    search = _Search(once, start, allow_private)
    direct = search.try_source("feed", start.location, "the address itself")
    found = (direct,) if direct else tuple(search.page_proposals())
    if not found:
        raise SourceError(
            f"{start.location}: no posts found; tried {', '.join(search.tried)}",
            hint="give the address of its feed, or of the page that lists its posts",
        )
    return found


class _Once:
    """A `Web` that asks for nothing twice, but asks robots.txt before a page is scraped."""

    def __init__(self, web: Web) -> None:
        self.web = web
        self.documents: dict[tuple[str, bool], Document] = {}

    def get(self, location: str, *, allow_private: bool = False, scrape: bool = False) -> Document:
        """The document, from memory if it was had before."""
        if (location, scrape) not in self.documents:
            found = self.web.get(location, allow_private=allow_private, scrape=scrape)
            self.documents |= {(location, scrape): found, (found.location, scrape): found}
        return self.documents[location, scrape]


class _Search:
    """One search; `tried` is what it has looked at, in words."""

    def __init__(self, web: Web, start: Document, allow_private: bool) -> None:
        self.web, self.start, self.allow_private = web, start, allow_private
        self.site = ""
        self.tried: list[str] = []

    def page_proposals(self) -> Iterator[Proposal]:
        """What a page leads to: its feeds, else its platform; and the posts that it shows."""
        page = read_page(self.start)
        self.site = site_title(page)
        feeds = list(self._feeds(page))
        yield from feeds or self._platforms(page)
        listing = self._listing(page)
        if listing or feeds:
            yield from filter(None, [listing])
        else:
            yield from self._inferred(page)

    def _feeds(self, page: Page) -> Iterator[Proposal]:
        """The declared feeds that are feeds, else the first found at a usual place."""
        self.tried.append("declared feeds")
        declared = declared_feeds(page, self.start.link)[:MOST_DECLARED]
        found = [self.try_source("feed", feed.url, "declared feed") for feed in declared]
        yield from filter(None, found)
        if any(found):
            return
        self.tried.append("the usual places of feeds")
        tries = (self.try_source("feed", u, "usual place of a feed") for u in usual_places(page))
        yield from islice(filter(None, tries), 1)

    def _platforms(self, page: Page) -> Iterator[Proposal]:
        """The lists that platforms give to programs."""
        for platform in platforms(page):
            self.tried.append(platform.name)
            if platform.url:
                found_by = f"programming interface of {platform.name}"
                yield from filter(None, [self.try_source(platform.kind, platform.url, found_by)])

    def _listing(self, page: Page) -> Proposal | None:
        """The posts that the page itself shows in a form that digest knows."""
        self.tried += ["JSON-LD", "microformats and microdata", "known themes"]
        found = understand(page)
        if found is None:
            return None
        theme = found.by.partition("preset:")[2]
        options = {"preset": theme} if theme else {}
        told = f"theme {theme}" if theme else f"{found.by} on the page"
        return self.try_source("listing", page.location, told, options, most=len(found.cards))

    def _inferred(self, page: Page) -> Iterator[Proposal]:
        """The posts that the page seems to show, with the rule to find them by."""
        self.tried.append("repeated blocks")
        guess = infer(page)
        if guess is None:
            self.tried += ["but the page is empty until JavaScript fills it"] * needs_javascript(
                page
            )
            return
        rule = {name: getattr(guess.rule, name) for name in ("item", "title", "summary", "date")}
        told, count = "repeated blocks on the page", len(guess.cards)
        found = self.try_source("listing", page.location, told, rule, most=count)
        yield from [replace(found, confidence=guess.confidence)] if found else []

    def try_source(
        self,
        kind: str,
        url: str,
        found_by: str,
        options: Mapping[str, str] | None = None,
        most: int | None = None,
    ) -> Proposal | None:
        """The source, read once for its first posts; None when it gives none."""
        source = Source("", kind, url, allow_private=self.allow_private, options=options or {})
        try:
            posts = tuple(islice(source_adapter(source, self.web).posts(), most))
        except SourceError:
            return None
        if not posts:
            return None
        lacking = tuple(f for f, count in missing(posts).items() if count == len(posts))
        return Proposal(kind, url, posts, found_by, options or {}, missing=lacking, site=self.site)
