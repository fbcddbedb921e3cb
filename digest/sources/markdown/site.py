"""How a site is built: by which generator, and what its own config and digest.toml say."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from pathlib import Path

from digest.core.model import Source
from digest.core.when import When
from digest.sources.markdown.frontmatter import Data
from digest.sources.markdown.place import Place

# Source: gohugo.io/configuration/front-matter; the names of the others stand behind Hugo's
HUGO_DATES = ("publishdate", "pubdate", "published", "date")
PUBLISHED = (*HUGO_DATES, "pubdatetime", "publisheddate", "publishedat", "published_at")
MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", ".mdx")


@dataclass(frozen=True, slots=True)
class Flavour:
    """What one generator does differently from others.

    `roots` says where the folder with its texts lies below the site, given the site's config.
    `configure` reads that config. `path` is the path of a post on the site, or None when it cannot
    be known. Where some files match `holds`, the others are pages. `bundles`: a folder with an
    `index.md` is one post. `inherited` says what the files below a folder inherit from a file in it
    whose path matches `shares`.
    """

    name: str
    path: "Callable[[Data, Place, When | None, Site], str | None]" = field(repr=False)
    configure: "Callable[[Site, Data], Site]" = field(repr=False, default=lambda site, _: site)
    roots: Callable[[Data], tuple[str, ...]] = field(repr=False, default=lambda _: ("content",))
    suffixes: tuple[str, ...] = MARKDOWN
    holds: re.Pattern[str] | None = None
    bundles: bool = False
    published: tuple[str, ...] = PUBLISHED
    dated_names: bool = True
    spaced_lists: bool = False
    shares: re.Pattern[str] | None = None
    inherited: Callable[[Data], Data] = field(repr=False, default=lambda data: data)


@dataclass(frozen=True, slots=True)
class Site:
    """One site, as its posts are read.

    Paths count from `root`. `permalinks` are patterns of addresses by section, and `permalink` is
    the one for all others. `languages` may stand in names of files; posts in another than the
    site's own `language` have a folder of their own, and with `folder_of_own` all have. `separator`
    ends a summary. `cjk` says whether one CJK character makes a page be counted so, if the site
    says anything of it. `authors` are names by their ids. `inherited` holds what files below a
    folder get from it, the nearest folder last. `options` is what only the flavour understands.
    """

    source: Source
    flavour: Flavour
    root: Path = Path()
    base_url: str | None = None
    zone: tzinfo = UTC
    language: str | None = None
    folder_of_own: bool = False
    languages: tuple[str, ...] = ()
    permalink: str = ""
    permalinks: Mapping[str, str] = field(default_factory=dict)
    separator: str = ""
    cjk: bool | None = None
    drafts: bool = False
    authors: Mapping[str, str] = field(default_factory=dict)
    inherited: tuple[tuple[str, Data], ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)

    def with_inherited(self, data: Data, path: str) -> Data:
        """The data of a file, and what it inherits."""
        given: Data = {}
        for folder, values in self.inherited:
            if path.startswith(folder):
                given |= values
        return given | data if given else data
