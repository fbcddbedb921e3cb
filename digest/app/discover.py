"""Use case: how the posts of a blog can be had, given the address of one of its pages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from digest.app.wiring import source_adapter
from digest.core.errors import SourceError
from digest.core.model import Post, Source
from digest.core.page.dom import Page, read_page
from digest.core.page.feeds import declared_feeds, site_title, usual_places
from digest.core.ports import Document, Web

MOST_DECLARED = 8
USEFUL = ("url", "summary", "published", "authors", "tags", "minutes", "words", "image")


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
    options: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
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
    """A `Web` that asks for nothing twice."""

    def __init__(self, web: Web) -> None:
        self.web = web
        self.documents: dict[str, Document] = {}

    def get(self, location: str, *, allow_private: bool = False, scrape: bool = False) -> Document:
        """The document, from memory if it was had before."""
        if location not in self.documents:
            found = self.web.get(location, allow_private=allow_private, scrape=scrape)
            self.documents |= {location: found, found.location: found}
        return self.documents[location]


class _Search:
    """One search; `tried` is what it has looked at, in words."""

    def __init__(self, web: Web, start: Document, allow_private: bool) -> None:
        self.web, self.start, self.allow_private = web, start, allow_private
        self.tried: list[str] = []

    def page_proposals(self) -> Iterator[Proposal]:
        """What a page leads to."""
        yield from self._feeds(read_page(self.start))

    def _feeds(self, page: Page) -> Iterator[Proposal]:
        """The declared feeds that are feeds, else the first found at a usual place."""
        site = site_title(page)
        self.tried.append("declared feeds")
        declared = declared_feeds(page)[:MOST_DECLARED]
        found = [self.try_source("feed", feed.url, "declared feed", site) for feed in declared]
        yield from filter(None, found)
        if any(found):
            return
        self.tried.append("the usual places of feeds")
        for url in usual_places(page):
            if proposal := self.try_source("feed", url, "usual place of a feed", site):
                yield proposal
                return

    def try_source(self, kind: str, url: str, found_by: str, site: str = "") -> Proposal | None:
        """The source, read once; None when it gives no posts."""
        source = Source("", kind, url, allow_private=self.allow_private)
        try:
            posts = tuple(source_adapter(source, self.web).posts())
        except SourceError:
            return None
        if not posts:
            return None
        missing = tuple(name for name in USEFUL if all(_lacks(post, name) for post in posts))
        return Proposal(kind, url, posts, found_by, missing=missing, site=site)


def _lacks(post: Post, name: str) -> bool:
    return getattr(post, name) in (None, "", ())
