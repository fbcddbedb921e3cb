"""What a page says of itself, for a link of the editor's own."""

from digest.app.wiring import Project, web_of
from digest.core.errors import SourceError
from digest.core.model import Image
from digest.core.page.card import Card
from digest.core.quick import dataclass
from digest.core.urls import same_site, url_key


@dataclass(frozen=True, slots=True)
class OwnPage:
    """Title, summary and image, as far as the page tells them.

    `url` is where readers should be led. `addresses` are all that are known of it: where redirects
    end, and what the page calls canonical, be it on another site.
    """

    words: dict[str, str]
    url: str
    addresses: tuple[str, ...]


def read(project: Project, url: str, *, allow_private: bool) -> OwnPage:
    """The page at `url`.

    Raises:
        SourceError: it cannot be had, or does not say its title.
    """
    from digest.core.article import about

    try:
        page = web_of(project).get(url, allow_private=allow_private, scrape=True)
        card = about(page, zone=project.settings.newsletter.timezone)
    except SourceError as error:
        raise SourceError(error.message, 'give --title "...", and the page is not read') from None
    if not card.title:
        raise SourceError(f"{url}: the page does not say its title", 'give --title "..."')
    canonical = _canonical(card, page.location)
    known = (url, page.location, *([canonical] if canonical else ()))
    return OwnPage(_words(card), _address(*known), known)


def _words(card: Card) -> dict[str, str]:
    image = card.image or Image(None, None)
    found = {"title": card.title, "blurb": card.summary, "image": image.url}
    if image.url:
        found["alt"] = image.alt
    return {key: value for key, value in found.items() if value}


def _canonical(card: Card, location: str) -> str | None:
    """What the page calls canonical, unless that is a front page: some sites say so on each."""
    here, there = url_key(location) or "", url_key(card.url or "") or ""
    return card.url if "/" in there or here == there else None


def _address(url: str, location: str, canonical: str = "") -> str:
    """The canonical one of the page's own site, else where it was found; if equal, the typed one.

    Another site's is checked only: readers go where the editor sends them.
    """
    here, there = url_key(location) or "", url_key(canonical)
    found = canonical if there and same_site(here, there) else location
    return url if url_key(found) == url_key(url) else found
