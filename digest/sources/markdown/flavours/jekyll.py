"""Jekyll. Sources: jekyllrb.com/docs/posts, /docs/permalinks, /docs/configuration/options."""

import re
from dataclasses import replace

from digest.core.links import absolute
from digest.core.when import When
from digest.sources.markdown.address import day_of
from digest.sources.markdown.fields import flag, line, mapping, names
from digest.sources.markdown.frontmatter import Data, lowered
from digest.sources.markdown.permalink import expand, jekyll_slug
from digest.sources.markdown.place import Place
from digest.sources.markdown.site import Flavour, Site

STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}


def path(data: Data, where: Place, published: When | None, site: Site) -> str | None:
    """The day is that in the zone of the site."""
    pattern = line(data, "permalink", "url") or site.permalink or "date"
    values = _values(data, where)
    if published and published.instant:
        local = published.instant.astimezone(site.zone)
        values |= {"hour": f"{local:%H}", "minute": f"{local:%M}", "second": f"{local:%S}"}
    return expand(STYLES.get(pattern, pattern), values, day_of(published, site.zone))


def _values(data: Data, where: Place) -> dict[str, str]:
    slug = line(data, "slug") or where.name
    categories = [name.lower() for name in names(data, "category", "categories", apart=" ")]
    return {
        "title": jekyll_slug(slug),
        "slug": jekyll_slug(slug).lower(),
        "name": where.stem,
        "categories": "/".join([*where.folders, *categories]),
        "slugified_categories": "/".join(map(jekyll_slug, [*where.folders, *categories])),
        "output_ext": ".html",
        **dict.fromkeys(("hour", "minute", "second"), "00"),
    }


def configure(site: Site, config: Data) -> Site:
    """What _config.yml says."""
    base = line(config, "url").rstrip("/") + "/" + line(config, "baseurl").strip("/")
    return replace(
        site,
        base_url=site.base_url or absolute(base),
        language=line(config, "lang", "locale") or site.language,
        permalink=site.permalink or line(config, "permalink"),
        separator=str(config.get("excerpt_separator") or "").strip(),
        drafts=site.drafts or flag(config, "show_drafts"),
        inherited=tuple(_defaults(config)),
    )


def _defaults(config: Data) -> list[tuple[str, Data]]:
    """Front matter by folder; a scope of one type is that of posts."""
    found: list[tuple[str, Data]] = []
    given = config.get("defaults")
    for block in given if isinstance(given, list) else []:
        data = lowered(block) if isinstance(block, dict) else {}
        scope = mapping(data, "scope")
        if line(scope, "type") in ("", "posts"):
            found.append((line(scope, "path"), mapping(data, "values")))
    return found


FLAVOUR = Flavour(
    "jekyll",
    path,
    configure,
    roots=lambda config: (line(config, "source"), "_posts"),
    holds=re.compile(r"(?:.*/)?(?:_posts/(?:.*/)?\d{4}-\d{1,2}-\d{1,2}-.*|_drafts/.*)"),
    spaced_lists=True,
)
