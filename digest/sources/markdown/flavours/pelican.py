"""Pelican. Sources: docs.getpelican.com/en/latest/content.html, /settings.html."""

import re
from dataclasses import replace

from digest.core.when import When
from digest.sources.markdown.address import day_of
from digest.sources.markdown.fields import line, names
from digest.sources.markdown.frontmatter import Data
from digest.sources.markdown.permalink import ascii_slug, quoted
from digest.sources.markdown.place import Place
from digest.sources.markdown.site import MARKDOWN, Flavour, Site

FIELD = re.compile(r"\{(\w+)(?::([^}]*))?\}")


def path(data: Data, where: Place, published: When | None, site: Site) -> str | None:
    """ARTICLE_URL, or what the post says itself."""
    category = line(data, "category") or (where.folders[-1] if where.folders else "misc")
    values = {
        "slug": line(data, "slug") or ascii_slug(line(data, "title") or where.stem, punctuation=""),
        "category": ascii_slug(category, punctuation=""),
        "author": ascii_slug(next(iter(names(data, "authors", "author")), ""), punctuation=""),
        "lang": line(data, "lang") or site.language or "en",
    }
    found = line(data, "url", "save_as") or site.permalink or "{slug}.html"
    day = day_of(published, site.zone)
    for field, form in FIELD.findall(found):
        value = day and format(day, form) if field == "date" else values.get(field)
        if not value:
            return None
        found = found.replace(f"{{{field}:{form}}}" if form else f"{{{field}}}", value)
    return quoted(found.removesuffix("index.html"))


def configure(site: Site, config: Data) -> Site:
    """What pelicanconf.py says."""
    return replace(
        site,
        language=line(config, "default_lang") or site.language,
        permalink=site.permalink or line(config, "article_url"),
    )


FLAVOUR = Flavour(
    "pelican",
    path,
    configure,
    roots=lambda config: (line(config, "path") or "content",),
    suffixes=(*MARKDOWN, ".rst"),
    holds=re.compile(r"(?!pages/).*"),
)
