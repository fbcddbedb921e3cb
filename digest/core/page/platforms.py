"""Platforms that give their posts to programs, told by the marks on their pages."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from digest.core.page.dom import Page, first
from digest.core.page.feeds import generator
from digest.core.quick import dataclass

DEVTO_PAGE = re.compile(r"/([A-Za-z0-9_-]+)(?:/.*)?")


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform, the source kind for it, and where its list is; no address when that is closed."""

    name: str
    kind: str = ""
    url: str = ""


def platforms(page: Page) -> Iterator[Platform]:
    """The platforms that the page seems to be on."""
    api = first(page.root, 'link[rel="https://api.w.org/"][href]')
    if api is not None and (root := page.url(api.get("href"))):
        route = f"{root.rstrip('/')}/wp/v2/posts"
        mark = "&" if "?" in route else "?"
        yield Platform("WordPress", "wordpress", f"{route}{mark}per_page=100&_embed=1")
    parts = urlsplit(page.address or "")
    name = DEVTO_PAGE.fullmatch(parts.path)
    if parts.hostname == "dev.to" and name:
        url = f"https://dev.to/api/articles?username={name[1]}&per_page=100"
        yield Platform("dev.to", "devto", url)
    if generator(page).lower().startswith("ghost"):
        yield Platform("Ghost (its interface for programs needs a key)")
