"""Eleventy. Sources: 11ty.dev/docs/permalinks, /docs/dates, /docs/data-template-dir."""

import re

from digest.core.when import When
from digest.sources.markdown.address import day_of
from digest.sources.markdown.fields import line
from digest.sources.markdown.frontmatter import Data
from digest.sources.markdown.permalink import ascii_slug, quoted
from digest.sources.markdown.place import Place
from digest.sources.markdown.site import Flavour, Site

TEMPLATE = re.compile(r"\{\{-?\s*(.*?)\s*-?\}\}")
TITLE = re.compile(r"title\s*\|\s*(?:slug|slugify)")
DATE = re.compile(r"page\.date\s*\|\s*date:?\s*\(?[\"'](%[\w%/.-]+)[\"']\)?")


def path(data: Data, where: Place, published: When | None, _site: Site) -> str | None:
    """The path of the file, its date included, unless a permalink says otherwise."""
    folders = "/".join(where.folders)
    own = line(data, "permalink", "url")
    if not own:
        return quoted(f"{folders}/{where.stem}/")
    values = {
        "page.fileSlug": where.name,
        "page.filePathStem": f"/{folders}/{where.stem}",
        "slug": line(data, "slug"),
    }
    for found in TEMPLATE.finditer(own):
        value = values.get(found[1]) or _filtered(found[1], data, published)
        if not value:  # a template that only Eleventy can render
            return None
        own = own.replace(found[0], value)
    return None if "{%" in own else quoted(own.removesuffix("index.html"))


def _filtered(expression: str, data: Data, published: When | None) -> str | None:
    day = day_of(published)
    if TITLE.fullmatch(expression):
        return ascii_slug(line(data, "title"))
    if day and (found := DATE.fullmatch(expression)):
        return format(day, found[1])
    return None


FLAVOUR = Flavour(
    "eleventy",
    path,
    roots=lambda config: (line(config, "input"),),
    published=("date",),
    shares=re.compile(r"(?:.*/)?([^/]+)/\1(?:\.11tydata)?\.json"),
)
