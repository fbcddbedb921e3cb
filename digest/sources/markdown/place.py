"""What a file's place in the folder says: its section, name, date and language."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from digest.core.dates import read_date
from digest.core.when import When

DATED = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})[-_ ]+(.+)")
# Two letters at the end of a name are a language only if they are one that blogs are written in:
# `node.js.md` and `setup.py.md` are about something else
CODES = (
    "ar bg bn ca cs da de el en eo es et eu fa fi fr ga gl he hi hr hu id is it ja ka ko lt lv mk "
    "ms nb nl nn no pl pt ro ru sk sl sq sr sv ta th tr uk ur vi zh"
)
LANGUAGES = frozenset(CODES.split())


@dataclass(frozen=True, slots=True)
class Place:
    """A Markdown file in its folder.

    `folders` leads from the root of the site's content to it, without a bundle's own folder.
    `stem` is the name of the file, or of its bundle, without language and suffix, and `name` is
    that without a date. `draft` says that it lies in Jekyll's `_drafts`.
    """

    folders: tuple[str, ...]
    name: str
    stem: str
    date: str = ""
    language: str | None = None
    bundle: bool = False
    jekyll: bool = False
    draft: bool = False

    @property
    def when(self) -> When | None:
        """The date in the file's name."""
        return read_date(self.date, origin="filename") if self.date else None


def place(path: PurePosixPath) -> Place:
    """What a path, relative to the root of the content, says."""
    stem, language = _language(path.stem)
    folders = path.parts[:-1]
    bundle = stem == "index" and bool(folders)
    if bundle:
        folders, stem = folders[:-1], folders[-1]
    found = DATED.fullmatch(stem)
    draft = "_drafts" in folders
    return Place(
        folders=tuple(folder for folder in folders if folder not in ("_posts", "_drafts")),
        name=found[2] if found else stem,
        stem=stem,
        date=found[1] if found else "",
        language=language,
        bundle=bundle,
        jekyll=draft or "_posts" in folders,
        draft=draft,
    )


def _language(stem: str) -> tuple[str, str | None]:
    """A name like `index.en` or `post.pt-br` without its language, and that language."""
    name, _, last = stem.rpartition(".")
    if name and last.partition("-")[0].lower() in LANGUAGES and len(last) <= 7:
        return name, last
    return stem, None
