"""The config files that make a folder the site of a generator."""

from collections.abc import Iterator, Mapping
from pathlib import Path

AUTHORS = ".authors.yml"  # of MkDocs
LEVELS = 6  # from a folder of posts up to the site's own folder
HUGO_FOLDER = "config/_default"
HUGO = ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json")
OLD_HUGO = ("config.toml", "config.yaml", "config.yml", "config.json", HUGO_FOLDER)
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


def marked(folder: Path) -> Iterator[tuple[Path, frozenset[str]]]:
    """Each folder from `folder` upwards, up to the top of its repository, with the marks in it."""
    known = frozenset(name for names in MARKS.values() for name in names) | {AUTHORS}
    for place in (folder, *folder.parents)[: LEVELS + 1]:
        yield place, frozenset(name for name in known if (place / name).exists())
        if (place / ".git").exists():
            return


def config_paths(folder: Path) -> Iterator[Path]:
    """The files outside of a folder of posts which say how they are published."""
    for place, names in marked(folder):
        yield from (place / name for name in sorted(names))
