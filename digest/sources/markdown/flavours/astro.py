"""Astro. Sources: docs.astro.build/en/guides/content-collections, and its blog template."""

from digest.core.when import When
from digest.sources.markdown.fields import line
from digest.sources.markdown.frontmatter import Data
from digest.sources.markdown.permalink import quoted, unicode_slug
from digest.sources.markdown.place import Place
from digest.sources.markdown.site import Flavour, Site


def path(data: Data, where: Place, _published: When | None, _site: Site) -> str | None:
    """As the blog template has it: the name of the collection, then that of the post."""
    if own := line(data, "url", "permalink"):
        return quoted(own)
    name = line(data, "slug") or "/".join(
        unicode_slug(part) for part in (*where.folders[1:], where.stem)
    )
    return quoted("/".join((*where.folders[:1], name, "")))


FLAVOUR = Flavour(
    "astro",
    path,
    roots=lambda _: ("src/content", "src/pages", "src/data", "content"),
)
