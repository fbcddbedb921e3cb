"""The blog of Material for MkDocs. Source: squidfunk.github.io/mkdocs-material/plugins/blog."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from digest.core.when import When
from digest.sources.markdown import config_files
from digest.sources.markdown.address import day_of
from digest.sources.markdown.fields import line, mapping, names
from digest.sources.markdown.frontmatter import Data
from digest.sources.markdown.marks import AUTHORS
from digest.sources.markdown.permalink import quoted, unicode_slug
from digest.sources.markdown.place import Place
from digest.sources.markdown.site import Flavour, Site

URL = "{date}/{slug}"
DATE = "yyyy/MM/dd"
PARTS = {"yyyy": "%Y", "yy": "%y", "MM": "%m", "dd": "%d"}


def path(data: Data, where: Place, published: When | None, site: Site) -> str | None:
    """Below the blog's folder, by date and title."""
    blog = where.folders[: where.folders.index("posts")] if "posts" in where.folders else ()
    day = day_of(published, site.zone)
    pattern = site.permalink or site.options["url"]
    if "{date}" in pattern and day is None:
        return None
    values = {
        "date": _date(day, site.options["date"]) if day else "",
        "slug": line(data, "slug") or unicode_slug(line(data, "title", "heading") or where.name),
        "file": where.stem,
        "categories": "/".join(unicode_slug(name) for name in names(data, "categories")[:1]),
    }
    found = re.sub(r"\{(\w+)\}", lambda field: values.get(field[1], ""), pattern)
    return quoted("/".join((*blog, found.strip("/"), "")))


def _date(day: date, form: str) -> str:
    return day.strftime(re.sub("yyyy|yy|MM|dd", lambda part: PARTS[part[0]], form))


def configure(site: Site, config: Data) -> Site:
    """What mkdocs.yml says of the plugin `blog`."""
    plugins = config.get("plugins")
    listed = plugins if isinstance(plugins, list) else [plugins]
    blog: Data = next((p["blog"] for p in listed if isinstance(p, dict) and p.get("blog")), {})
    people = config_files.read(site.root / (line(blog, "blog_dir") or "blog") / AUTHORS)
    return replace(
        site,
        options={
            "url": line(blog, "post_url_format") or URL,
            "date": line(blog, "post_url_date_format") or DATE,
        },
        authors=dict(_names(mapping(people, "authors"))),
        language=line(mapping(config, "theme"), "language") or site.language,
    )


def _names(people: Data) -> Iterator[tuple[str, str]]:
    for key, person in people.items():
        if name := isinstance(person, dict) and line(person, "name"):
            yield key, name


FLAVOUR = Flavour(
    "mkdocs",
    path,
    configure,
    roots=lambda config: (line(config, "docs_dir") or "docs",),
    holds=re.compile(r"(?:.*/)?posts/.*"),
)
