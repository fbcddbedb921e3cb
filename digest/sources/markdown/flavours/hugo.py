"""Hugo. Sources: gohugo.io/configuration/all, /content-management/urls, /configuration/cascade."""

import re
from dataclasses import replace

from digest.core.when import When
from digest.sources.markdown.address import day_of, language_folder
from digest.sources.markdown.fields import flag, line, mapping, names
from digest.sources.markdown.frontmatter import Data
from digest.sources.markdown.permalink import expand, hugo_path, hugo_slug, quoted, without_accents
from digest.sources.markdown.place import LANGUAGES, Place
from digest.sources.markdown.site import PUBLISHED, Flavour, Site


def path(data: Data, where: Place, published: When | None, site: Site) -> str | None:
    """The `url` of a post itself counts from the root if it begins with a slash."""
    own = line(data, "url", "permalink")
    section = where.folders[0].lower() if where.folders else ""
    pattern = own or site.permalink or site.permalinks.get(section)
    if pattern is None:
        name = _slug(data, where, site) or hugo_path(where.stem)
        path = "/".join((*map(hugo_path, where.folders), name))
        found: str | None = quoted(_written(path, site))
    else:
        found = expand(pattern, _values(data, where, site), day_of(published))
    if found is None:
        return None
    if not found.endswith("/") and not (own and "." in own.rpartition("/")[2]):
        found += "/" if own else site.options["end"]
    return found if own.startswith("/") else language_folder(where, site) + found


def _written(path: str, site: Site) -> str:
    """In lower case and with its accents, unless the site says otherwise."""
    path = without_accents(path) if site.options["accents"] == "removed" else path
    return path if site.options["case"] == "kept" else path.lower()


def _slug(data: Data, where: Place, site: Site) -> str:
    """Where Hugo is told to read dates from names, what follows the date is the slug."""
    dated = site.flavour.name == FLAVOUR.name and site.flavour.dated_names and where.date
    return hugo_slug(line(data, "slug") or (where.name if dated else ""))


def _values(data: Data, where: Place, site: Site) -> dict[str, str]:
    name, slug = hugo_slug(where.stem), _slug(data, where, site)
    title = hugo_slug(re.sub(r"[/\\]", "-", line(data, "title")))
    folders = [hugo_path(folder) for folder in where.folders]
    values = {
        "section": folders[0] if folders else "",
        "sections": "/".join(folders[: _depth(where, site)]),
        "title": title,
        "slug": slug or title or name,
        "filename": name,
        "contentbasename": name,
        "slugorfilename": slug or name,
        "slugorcontentbasename": slug or name,
    }
    return {key: _written(value, site) for key, value in values.items()}


def _depth(where: Place, site: Site) -> int:
    """How many of its folders are sections: the first is, and any other that has an `_index.md`."""
    sections = {folder for folder, _ in site.inherited}
    paths = ("/".join((*where.folders[:depth], "")) for depth in range(len(where.folders), 1, -1))
    return next((path.count("/") for path in paths if path in sections), 1)


def configure(site: Site, config: Data) -> Site:
    """What hugo.toml says."""
    patterns = mapping(config, "permalinks")
    patterns = mapping(patterns, "page") or patterns
    dates = mapping(config, "frontmatter")
    named = ":filename" in names(dates, "date") + names(dates, "publishdate")
    language = line(config, "defaultcontentlanguage")
    languages = (*mapping(config, "languages"), language or "en") if config else LANGUAGES
    return replace(
        site,
        flavour=replace(site.flavour, dated_names=named or site.flavour.name == PLAIN.name),
        language=language or site.language,
        languages=languages,
        permalinks={key: value for key, value in patterns.items() if isinstance(value, str)},
        cjk=flag(config, "hascjklanguage") if "hascjklanguage" in config else None,
        options={
            "end": ".html" if flag(config, "uglyurls") else "/",
            "case": "kept" if flag(config, "disablepathtolower") else "lower",
            "accents": "removed" if flag(config, "removepathaccents") else "kept",
        },
        folder_of_own=flag(config, "defaultcontentlanguageinsubdir"),
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
