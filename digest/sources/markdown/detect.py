"""Which generator a folder of posts belongs to.

In this order, unless digest.toml says it:

1. the config file of a generator beside the folder's texts or above them, the nearest one: `MARKS`.
   A config.toml is Zola's if it has a `base_url`, and else Hugo's if a folder `content` is beside;
2. a folder `_posts`, in which the folder lies or which it has: Jekyll;
3. what stands at the head of the first few files and is written for one generator only: `SIGNS`;
4. none of them: addresses as Hugo has them, and dates in names count.
"""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from zoneinfo import ZoneInfo

from digest.core.links import absolute
from digest.core.model import Source
from digest.sources.markdown import config_files
from digest.sources.markdown.fields import line
from digest.sources.markdown.flavours import (
    astro,
    eleventy,
    hugo,
    jekyll,
    mkdocs,
    pelican,
    zola,
)
from digest.sources.markdown.frontmatter import Data
from digest.sources.markdown.marks import MARKS, marked
from digest.sources.markdown.site import MARKDOWN, Flavour, Site

FLAVOURS: Mapping[str, Flavour] = {
    flavour.name: flavour
    for flavour in (
        hugo.FLAVOUR,
        jekyll.FLAVOUR,
        zola.FLAVOUR,
        pelican.FLAVOUR,
        eleventy.FLAVOUR,
        astro.FLAVOUR,
        mkdocs.FLAVOUR,
    )
}
SIGNS = {
    "zola": re.compile(r"\+\+\+\n(?:.*\n)*?(?:path *=|\[taxonomies\]|\[extra\])"),
    "mkdocs": re.compile(r"---\n(?:.*\n)*?date:\s*\n\s+created:"),
    "astro": re.compile(r"---\n(?:.*\n)*?(?:pubDate|heroImage|pubDatetime):"),
    "eleventy": re.compile(r"---\n(?:.*\n)*?(?:tags:\s*\[?[\"']?posts?\b|eleventy\w+:)"),
    "pelican": re.compile(
        r"(?:Title|Date|Slug|Author):\s|.*\n[=#*-]{3,}\n+:(?:date|tags|slug):", re.IGNORECASE
    ),
}
BASES = ("baseurl", "base_url", "siteurl", "site_url", "site")
FIRST_FILES = 5
HEAD_BYTES = 2000
NEAR = 3  # levels from a folder up to the site that it belongs to, where no config tells


def find_site(folder: Path, source: Source, said: str, permalink: str, *, drafts: bool) -> Site:
    """The site that the posts in `folder` belong to, its config read; `said` is a flavour or auto.

    What digest.toml says of it counts more than its own config, but for the time zone: that of a
    source is often the newsletter's.
    """
    name, place, config = _configured(folder, said)
    name = name or (said if said != "auto" else _told_by_files(folder))
    flavour = FLAVOURS.get(name, hugo.PLAIN)
    zone = _zone(line(config, "timezone")) or _zone(source.timezone) or ZoneInfo("UTC")
    bases = (absolute(base) for base in (source.base_url, *(line(config, key) for key in BASES)))
    site = Site(
        source,
        flavour,
        root=_root(folder, place, flavour, config),
        base_url=next(filter(None, bases), None),
        zone=zone,
        language=source.language,
        permalink=permalink,
        drafts=drafts,
    )
    return flavour.configure(site, config)


def _configured(folder: Path, said: str) -> tuple[str, Path | None, Data]:
    """The nearest config: its flavour, its folder and what it says."""
    for place, names in marked(folder):
        for flavour, marks in MARKS.items():
            files = [place / name for name in marks if name in names]
            if not files or said not in ("auto", flavour):
                continue
            config: Data = {}
            for file in files if flavour == "pelican" else files[:1]:
                config |= config_files.read(file)
            if said == flavour or _claims(flavour, files[0], config):
                return flavour, place, config
    return "", None, {}


def _claims(flavour: str, file: Path, config: Data) -> bool:
    """Whether a config file is that of the flavour: Hugo and Zola share a name."""
    if flavour == "zola":
        return "base_url" in config
    if flavour == "hugo" and file.stem == "config":
        return (file.parent / "content").is_dir()
    return True


def _told_by_files(folder: Path) -> str:
    """The flavour that the files themselves tell, or nothing."""
    if "_posts" in folder.parts or any(any(folder.glob(name)) for name in ("_posts", "*/_posts")):
        return "jekyll"
    for head in _heads(folder):
        for name, sign in SIGNS.items():
            if sign.match(head):
                return name
    return ""


def _heads(folder: Path) -> Iterator[str]:
    """The beginnings of the first few files."""
    left = FIRST_FILES
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name[0] != ".")
        for name in sorted(names):
            if name.endswith((*MARKDOWN, ".rst")) and name[0] not in "._" and left:
                left -= 1
                with suppress(OSError), Path(place, name).open("rb") as file:
                    yield file.read(HEAD_BYTES).decode("utf-8", "replace").replace("\r\n", "\n")
        if not left:
            return


def _root(folder: Path, site: Path | None, flavour: Flavour, config: Data) -> Path:
    """What sections and categories are counted from: the site's folder of texts.

    Where no config tells where the site is, it is near and has a folder of the usual name.
    """
    near: Sequence[Path] = (site,) if site else (folder, *folder.parents)[: NEAR + 1]
    for place in near:
        for name in flavour.roots(config):
            root = place / name
            if root.is_dir() and (root.is_relative_to(folder) or folder.is_relative_to(root)):
                return place if root.name == "_posts" else root
    return folder


def _zone(name: str | None) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, KeyError, OSError):
        return None
