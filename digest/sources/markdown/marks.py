"""The config files that make a folder the site of a generator."""

from collections.abc import Iterator, Mapping
from pathlib import Path

AUTHORS = ".authors.yml"  # of MkDocs
LEVELS = 6  # from a folder of posts up to the site's own folder
HUGO = ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json")
OLD_HUGO = ("config.toml", "config.yaml", "config.yml", "config.json", "config/_default")
ELEVENTY = (".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs")
MARKS: Mapping[str, tuple[str, ...]] = {
    "zola": ("zola.toml", "config.toml"),
    "hugo": (*HUGO, *OLD_HUGO),
    "astro": ("astro.config.mjs", "astro.config.js", "astro.config.ts", "astro.config.cjs"),
    "eleventy": (*ELEVENTY, "eleventy.config.ts"),
    "mkdocs": ("mkdocs.yml", "mkdocs.yaml"),
    "pelican": ("pelicanconf.py", "publishconf.py"),
    "jekyll": ("_config.yml", "_config.yaml", "_config.toml"),
}


KNOWN = tuple(dict.fromkeys((AUTHORS, *(name for names in MARKS.values() for name in names))))


def marked(folder: Path) -> Iterator[tuple[Path, frozenset[str]]]:
    """Each folder from `folder` upwards, up to the top of its repository, with the marks in it."""
    for place in _upwards(folder):
        yield place, frozenset(name for name in KNOWN if (place / name).exists())


def config_paths(folder: Path) -> Iterator[Path]:
    """The files which say, or would say if they were there, how a folder's posts are published."""
    for place in _upwards(folder):
        yield from (place / name for name in KNOWN)


def _upwards(folder: Path) -> Iterator[Path]:
    for place in (folder, *folder.parents)[: LEVELS + 1]:
        yield place
        if (place / ".git").exists():
            return
