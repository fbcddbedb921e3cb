"""Hugo. Sources: gohugo.io/configuration/all, /content-management/urls, /configuration/cascade."""

import re
from dataclasses import replace

from digest.core.when import When
from digest.sources.markdown.address import day_of, language_folder
from digest.sources.markdown.fields import flag, line, mapping, names
from digest.sources.markdown.frontmatter import Data
from digest.sources.markdown.permalink import PLACEHOLDER, expand, hugo_slug
from digest.sources.markdown.place import LANGUAGES, Place
from digest.sources.markdown.site import PUBLISHED, Flavour, Site

PATTERN = "/:sections/:slugorcontentbasename/"


def path(data: Data, where: Place, published: When | None, site: Site) -> str | None:
    """The `url` of a post itself counts from the root if it begins with a slash."""
    own = line(data, "url", "permalink")
    section = where.folders[0].lower() if where.folders else ""
    pattern = own or site.permalink or site.permalinks.get(section) or site.options["pattern"]
    wanted = {name for name, _ in PLACEHOLDER.findall(pattern)}
    found = expand(pattern, _values(data, where, wanted), day_of(published))
    if found is None or own.startswith("/"):
        return found
    return language_folder(where, site) + found


def _values(data: Data, where: Place, wanted: set[str]) -> dict[str, str]:
    name = hugo_slug(where.stem)
    slug = hugo_slug(line(data, "slug"))
    title = hugo_slug(line(data, "title")) if wanted & {"title", "slug"} else ""
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


def configure(site: Site, config: Data) -> Site:
    """What hugo.toml says."""
    patterns = mapping(config, "permalinks")
    patterns = mapping(patterns, "page") or patterns
    dates = mapping(config, "frontmatter")
    named = ":filename" in names(dates, "date") + names(dates, "publishdate")
    languages = mapping(config, "languages")
    ugly = flag(config, "uglyurls")
    return replace(
        site,
        flavour=replace(site.flavour, dated_names=named or site.flavour.name == PLAIN.name),
        language=line(config, "defaultcontentlanguage") or site.language,
        languages=tuple(languages) or LANGUAGES,
        permalinks={key: value for key, value in patterns.items() if isinstance(value, str)},
        cjk=flag(config, "hascjklanguage") if "hascjklanguage" in config else None,
        options={"pattern": PATTERN.removesuffix("/") + ".html" if ugly else PATTERN},
    )


def roots(config: Data) -> tuple[str, ...]:
    """The folder of each language, if they have folders, else the one for all."""
    languages = mapping(config, "languages").values()
    own = [line(given, "contentdir") for given in languages if isinstance(given, dict)]
    return (*filter(None, own), line(config, "contentdir") or "content")


def cascade(data: Data) -> Data:
    """What a section's `_index.md` gives to the pages below it; targets are not looked at."""
    given = data.get("cascade")
    blocks = given if isinstance(given, list) else [given]
    whole: Data = {}
    for block in blocks:
        if isinstance(block, dict) and not {"target", "_target"} & {k.lower() for k in block}:
            whole |= {str(key).lower(): value for key, value in block.items()}
    return whole


FLAVOUR = Flavour(
    "hugo",
    path,
    configure,
    roots,
    bundles=True,
    published=(*PUBLISHED, "lastmod", "modified"),
    shares=re.compile(r"(?:.*/)?_index(?:\.[\w-]+)?\.(?:md|markdown)"),
    inherited=cascade,
)
# A folder of which nobody knows who publishes it: as Hugo would, but names may have dates
PLAIN = replace(FLAVOUR, name="plain", bundles=False)
