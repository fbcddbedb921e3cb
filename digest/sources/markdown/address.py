"""Where a post and its picture are on the site."""

from datetime import date, tzinfo

from digest.core.links import absolute
from digest.core.model import Image
from digest.core.when import When
from digest.sources.markdown.fields import flag, line, mapping, names
from digest.sources.markdown.frontmatter import Data
from digest.sources.markdown.place import Place
from digest.sources.markdown.site import Site

IMAGES = ("cover", "image", "featured_image", "heroimage", "hero", "ogimage", "images", "thumbnail")
ALIASES = ("aliases", "redirect_from", "canonicalurl", "canonical_url")


def address(data: Data, where: Place, published: When | None, site: Site) -> str | None:
    """The address on the site, or None when nobody knows where the site is."""
    own = line(data, "url", "permalink")
    if own.startswith(("http://", "https://")):
        return absolute(own)
    if site.base_url is None:
        return None
    path = site.flavour.path(data, where, published, site)
    return on_site(path, site) if path else None


def day_of(published: When | None, zone: tzinfo | None = None) -> date | None:
    """The day in an address: in the zone of the site, or as it was written."""
    if published is None:
        return None
    if published.instant is None:
        return published.civil
    return (published.instant.astimezone(zone) if zone else published.instant).date()


def language_folder(where: Place, site: Site) -> str:
    """Hugo and Zola put all languages but the site's own into folders."""
    own = (site.language or "en").lower()
    language = (where.language or own).lower()
    return f"/{language}" if language != own or site.folder_of_own else ""


def other_addresses(data: Data, site: Site) -> tuple[str, ...]:
    """Where the post was before, and where else it stands."""
    found = (on_site(alias, site) for alias in names(data, *ALIASES))
    return tuple(url for url in found if url)


def picture(data: Data, where: Place, url: str | None, site: Site) -> Image | None:
    """The picture a theme shows for the post, with its alternative text."""
    for key in IMAGES:
        detail = mapping(data, key)
        href = line(data, key) or line(detail, "image", "src", "url", "path")
        href = href or next(iter(names(data, key)), "")
        alt = line(detail, "alt") or line(data, f"{key}_alt", f"{key}alt") or None
        found = _picture_url(href, where, url, site, beside=flag(detail, "relative"))
        if found or alt:
            return Image(found, alt)
    return None


def _picture_url(
    href: str, where: Place, url: str | None, site: Site, *, beside: bool
) -> str | None:
    """Astro and others build a picture that lies among the sources: nobody knows where it ends."""
    if href.startswith(("../", "~/", "@/")) or (href.startswith("./") and not where.bundle):
        return None
    if (where.bundle or beside) and not href.startswith("/"):
        return absolute(href, (url,))
    return on_site(href, site)


def on_site(href: str, site: Site) -> str | None:
    """The address of a path from the site's root, with or without a slash before it."""
    if not href or site.base_url is None or "://" in href:
        return absolute(href)
    return absolute(f"{site.base_url.rstrip('/')}/{href.lstrip('/')}")
