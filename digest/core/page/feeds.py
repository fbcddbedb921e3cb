"""The feeds that a page names, best first, and the addresses where unnamed ones usually are."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from digest.core.page.dom import Page, first, select
from digest.core.quick import dataclass
from digest.core.text import one_line
from digest.core.urls import url_key

TYPES = re.compile(
    r"application/(?:(?:rss|atom|rdf)\+xml|feed\+json|json|xml)|text/xml", re.IGNORECASE
)
COMMENTS = re.compile(r"\bcomments?\b|kommentar|commentaire|comentario", re.IGNORECASE)
PODCAST = re.compile(r"podcast|episodes?\b|itunes|\.mp3\b", re.IGNORECASE)
LINK_HEADER = re.compile(r"<([^<>]{1,2000})>((?:\s*;[^,<]{0,500})*)")
PARAMETER = re.compile(r""";\s*(\w+)\s*=\s*(?:"([^"]*)"|([^\s;,"]+))""")

PROBES = 8
# Where the feed is, by what made the page. Sources: gohugo.io/templates/rss, jekyll-feed,
# hexo-generator-feed, docusaurus.io/docs/blog, docs.astro.build/en/recipes/rss, ghost.org
PLACES = {
    "hugo": ("index.xml",),
    "jekyll": ("feed.xml",),
    "hexo": ("atom.xml", "rss2.xml"),
    "wordpress": ("feed/",),
    "ghost": ("rss/",),
    "docusaurus": ("rss.xml", "atom.xml"),
    "astro": ("rss.xml",),
    "zola": ("rss.xml", "atom.xml"),
}
USUAL = ("index.xml", "feed.xml", "rss.xml", "atom.xml", "feed/", "rss/", "feed.json")


@dataclass(frozen=True, slots=True)
class Declared:
    """A feed that a page names, with the title it has there."""

    url: str
    title: str = ""


def declared_feeds(page: Page, link_header: str = "") -> tuple[Declared, ...]:
    """The feeds of `<link rel=alternate>` and of HTTP's `Link` header, each once, best first.

    Feeds beside or above the page come before others, and those of comments and podcasts last;
    among equals the page's order holds. Whether they are feeds, only a look can tell.
    """
    found: dict[str, Declared] = {}
    for feed in (*_links(page), *_header_links(page, link_header)):
        found.setdefault(url_key(feed.url) or feed.url, feed)
    here = _folders(page.address or "")
    return tuple(sorted(found.values(), key=lambda feed: _rank(feed, here)))


def usual_places(page: Page) -> tuple[str, ...]:
    """At most eight addresses where a feed may be: those of the page's generator first."""
    address = page.address
    if address is None:
        return ()
    made_by = [name for name in PLACES if name in generator(page).lower()]
    names = dict.fromkeys([*(place for name in made_by for place in PLACES[name]), *USUAL])
    site, folder = urljoin(address, "/"), urljoin(address, ".")
    if site == folder:
        return tuple(urljoin(site, name) for name in (*names, "blog/index.xml"))[:PROBES]
    half = PROBES // 2
    places = [urljoin(folder, name) for name in names][:half]
    return tuple(dict.fromkeys([*places, *(urljoin(site, name) for name in names)]))[:PROBES]


def generator(page: Page) -> str:
    """What made the page, as it says itself: `Hugo 0.140`."""
    meta = first(page.root, "meta[name=generator i]")
    return "" if meta is None else meta.get("content") or ""


def site_title(page: Page) -> str:
    """What the site calls itself."""
    name = first(page.root, 'meta[property="og:site_name"]')
    if name is not None and (named := one_line(name.get("content") or "")):
        return named
    title = first(page.root, "head title")
    return "" if title is None else one_line(title.text or "")


def _links(page: Page) -> Iterator[Declared]:
    for node in select(page.root, "link[href], a[rel~=alternate][href]"):
        rels = (node.get("rel") or "").lower().split()
        kind = (node.get("type") or "").partition(";")[0].strip()
        if {"alternate", "feed"} & set(rels) and "stylesheet" not in rels and TYPES.fullmatch(kind):
            url = page.url(node.get("href"))
            yield from [Declared(url, one_line(node.get("title") or ""))] if url else []


def _header_links(page: Page, header: str) -> Iterator[Declared]:
    """Source: RFC 8288."""
    for href, rest in LINK_HEADER.findall(header):
        values = {name.lower(): quoted or bare for name, quoted, bare in PARAMETER.findall(rest)}
        if "alternate" in values.get("rel", "").lower() and TYPES.fullmatch(values.get("type", "")):
            url = page.url(href)
            yield from [Declared(url, values.get("title", ""))] if url else []


def _rank(feed: Declared, here: list[str]) -> tuple[bool, bool, int]:
    said = f"{feed.title} {urlsplit(feed.url).path}"
    there = _folders(feed.url)
    shared = next(
        (n for n, pair in enumerate(zip(here, there, strict=False)) if pair[0] != pair[1]),
        min(len(here), len(there)),
    )
    return bool(COMMENTS.search(said)), bool(PODCAST.search(said)), -shared


def _folders(url: str) -> list[str]:
    """Host and folders of an address: `/blog/` of `/blog/index.xml`."""
    parts = urlsplit(url)
    return [parts.netloc.removeprefix("www."), *parts.path.split("/")[1:-1]]
