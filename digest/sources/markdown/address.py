"""Where a post and its picture are on the site."""

from datetime import date, tzinfo

from digest.core.links import absolute
from digest.core.model import Image, Source
from digest.core.when import When
from digest.sources.markdown.fields import flag, line, mapping, names, zone_of
from digest.sources.markdown.frontmatter import Data
from digest.sources.markdown.permalink import HUGO, JEKYLL, expand, hugo_slug, jekyll_slug
from digest.sources.markdown.place import Place
from digest.sources.markdown.rules import Rules

IMAGES = ("cover", "image", "featured_image", "images", "thumbnail")


def address(data: Data, where: Place, published: When | None, rules: Rules) -> str | None:
    """The address on the site, or None when nobody knows where the site is."""
    own = line(data, "url", "permalink")
    if rules.source.base_url is None or own.startswith(("http://", "https://")):
        return absolute(own)
    if rules.is_jekyll(where):
        pattern = own or JEKYLL.get(rules.permalink or "date", rules.permalink)
        path = expand(pattern, _jekyll(data, where), _day(published, zone_of(rules.source)))
    else:
        path = expand(own or rules.permalink or HUGO, _hugo(data, where), _day(published))
        path = path and _language_folder(where, rules.source) + path
    return _on_site(path, rules.source) if path else None


def _day(published: When | None, zone: tzinfo | None = None) -> date | None:
    """The day in an address: Jekyll's in the zone of the site, Hugo's in that of the post."""
    if published is None:
        return None
    if published.instant is None:
        return published.civil
    return (published.instant.astimezone(zone) if zone else published.instant).date()


def _jekyll(data: Data, where: Place) -> dict[str, str]:
    slug = line(data, "slug") or where.name
    categories = names(data, "category", "categories", apart=" ")
    return {
        "title": jekyll_slug(slug),
        "slug": jekyll_slug(slug).lower(),
        "name": where.stem,
        "categories": "/".join([*where.folders, *(name.lower() for name in categories)]),
        "output_ext": ".html",
    }


def _hugo(data: Data, where: Place) -> dict[str, str]:
    title = hugo_slug(line(data, "title"))
    name = hugo_slug(where.stem)
    slug = hugo_slug(line(data, "slug"))
    folders = [hugo_slug(folder) for folder in where.folders]
    return {
        "section": folders[0] if folders else "",
        "sections": "/".join(folders),
        "title": title,
        "slug": slug or title or name,
        "filename": name,
        "contentbasename": name,
        "slugorfilename": slug or name,
        "slugorcontentbasename": slug or name,
    }


def _language_folder(where: Place, source: Source) -> str:
    """Hugo puts all languages but the site's own into folders."""
    language = (where.language or "").lower()
    return f"/{language}" if language and language != (source.language or "en").lower() else ""


def picture(data: Data, where: Place, url: str | None, source: Source) -> Image | None:
    """The picture a theme shows for the post, with its alternative text."""
    for key in IMAGES:
        detail = mapping(data, key)
        href = line(data, key) or line(detail, "image", "src", "url", "path")
        href = href or next(iter(names(data, key)), "")
        alt = line(detail, "alt") or line(data, f"{key}_alt") or None
        beside = where.bundle or flag(detail, "relative")
        found = absolute(href, (url,)) if beside else _on_site(href, source)
        if found or alt:
            return Image(found, alt)
    return None


def _on_site(href: str, source: Source) -> str | None:
    """The address of a path from the site's root, with or without a slash before it."""
    if not href or source.base_url is None or "://" in href:
        return absolute(href)
    return absolute(f"{source.base_url.rstrip('/')}/{href.lstrip('/')}")
