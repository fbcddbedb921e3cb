"""Source kind "markdown": the posts of a folder, as Hugo or Jekyll would publish them."""

import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from digest.core.errors import SourceError
from digest.core.model import Post, Source
from digest.core.ports import Web
from digest.sources.markdown.frontmatter import BrokenError
from digest.sources.markdown.post import parse
from digest.sources.markdown.rules import Rules

log = logging.getLogger(__name__)

FLAVOURS = ("auto", "hugo", "jekyll")
SUFFIXES = (".md", ".markdown")
SITE = (
    "hugo.toml",
    "hugo.yaml",
    "hugo.json",
    "config.toml",
    "config.yaml",
    "config.json",
    "config",
)


@dataclass(frozen=True, slots=True)
class Adapter:
    """`permalink` is a pattern as Hugo or Jekyll has it, such as `/blog/:year/:slug/`.

    `flavour` is hugo, jekyll, or auto: then files in `_posts` and `_drafts` are Jekyll's, and all
    others Hugo's. `drafts` takes drafts too. Without a `base_url` posts have no address.
    """

    source: Source
    web: Web
    permalink: str = ""
    flavour: str = "auto"
    drafts: bool = False

    def posts(self) -> Iterator[Post]:
        """The posts in the order of their paths; a file that cannot be read is logged and skipped.

        Raises:
            SourceError: there is no such folder, or none of its files can be read.
        """
        folder = self._folder()
        root = _root(folder)
        rules = Rules(self.source, self.permalink, self.flavour, self.drafts)
        files = list(_files(folder))
        problems = []
        for order, file in enumerate(files):
            path = PurePosixPath(file.relative_to(root).as_posix())
            try:
                post = parse(file.read_text("utf-8"), path, rules)
            except (OSError, UnicodeDecodeError, BrokenError, SourceError) as error:
                problems.append(f"{file}: {error}")
                log.warning("%s: %s", file, error)
                continue
            if post:
                yield replace(post, order=order)
        if problems and len(problems) == len(files):
            raise SourceError(
                f"none of the {len(files)} files can be read; {problems[0]}",
                hint="look at what stands between the --- lines",
            )

    def _folder(self) -> Path:
        if self.flavour not in FLAVOURS:
            raise SourceError(
                f'{self.source.name}: unknown flavour "{self.flavour}"',
                hint=f"flavour is one of {', '.join(FLAVOURS)}",
            )
        folder = Path(self.source.location)
        if not folder.is_dir():
            found = "is not a folder" if folder.exists() else "no such folder"
            raise SourceError(
                f"{folder}: {found}", hint="name a folder of Markdown files in `path`"
            )
        return folder / "content" if _is_content_of_site(folder / "content") else folder


def _root(folder: Path) -> Path:
    """What sections and categories are counted from: a site's `content`, or above its `_posts`."""
    if folder.name in ("_posts", "_drafts"):
        return folder.parent
    return next(filter(_is_content_of_site, (folder, *folder.parents)), folder)


def _is_content_of_site(folder: Path) -> bool:
    beside = any((folder.parent / name).exists() for name in SITE)
    return beside and folder.name == "content" and folder.is_dir()


def _files(folder: Path) -> Iterator[Path]:
    """The Markdown files below a folder; READMEs and what begins with a dot are none."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if _holds_posts(name))
        for name in sorted(names):
            path = Path(place, name)
            if path.suffix in SUFFIXES and name[0] != "." and path.stem.upper() != "README":
                yield path


def _holds_posts(folder: str) -> bool:
    """Folders such as `.git`, `_site` and `node_modules` hold no posts."""
    hidden = folder[0] in "._" or folder == "node_modules"
    return folder in ("_posts", "_drafts") or not hidden
