"""Zola. Sources: getzola.org/documentation/content/page, /content/section.

Whether a section is transparent says on which page its posts are listed, not what they are.
"""

from dataclasses import replace

from digest.core.when import When
from digest.sources.markdown.address import language_folder
from digest.sources.markdown.fields import line, mapping
from digest.sources.markdown.frontmatter import Data
from digest.sources.markdown.permalink import ascii_slug, quoted
from digest.sources.markdown.place import LANGUAGES, Place
from digest.sources.markdown.site import Flavour, Site


def path(data: Data, where: Place, _published: When | None, site: Site) -> str | None:
    """`path` counts from the root, and a date in the name is no part of it."""
    if own := line(data, "path"):
        return quoted(f"{language_folder(where, site)}/{own.strip('/')}/")
    name = line(data, "slug") or where.name
    slug = name if site.options["slugify"] == "off" else ascii_slug(name)
    if slug is None:
        return None
    return quoted("/".join((language_folder(where, site), *where.folders, slug, "")))


def configure(site: Site, config: Data) -> Site:
    """What Zola's config.toml says."""
    return replace(
        site,
        language=line(config, "default_language") or site.language,
        languages=tuple(mapping(config, "languages")) or LANGUAGES,
        options={"slugify": line(mapping(config, "slugify"), "paths") or "on"},
    )


FLAVOUR = Flavour("zola", path, configure, bundles=True)
