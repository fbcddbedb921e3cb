"""What a file's place in the folder says: its section, name, date and language."""

import re
from collections.abc import Sequence

from digest.core.dates import read_date
from digest.core.quick import dataclass
from digest.core.when import When

DATED = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})(?:T[\d-]+)?[-_ ]+(.+)")
DATED_FOLDER = re.compile(r"\d{4}-\d{2}-\d{2}")
HIDDEN = ("_posts", "_drafts")
# Two letters at the end of a name are a language only if they are one that blogs are written in:
# `node.js.md` and `setup.py.md` are about something else
CODES = (
    "ar bg bn ca cs da de el en eo es et eu fa fi fr ga gl he hi hr hu id is it ja ka ko lt lv mk "
    "ms nb nl nn no pl pt ro ru sk sl sq sr sv ta th tr uk ur vi zh"
)
LANGUAGES = tuple(CODES.split())


@dataclass(frozen=True, slots=True)
class Place:
    """A file in its folder.

    `folders` leads from the root of the site's texts to it, without a bundle's own folder. `stem`
    is the name of the file, or of its bundle, without language and suffix, and `name` is that
    without a date. `draft` says that it lies in Jekyll's `_drafts`.
    """

    folders: tuple[str, ...]
    name: str
    stem: str
    date: str = ""
    language: str | None = None
    bundle: bool = False
    draft: bool = False

    @property
    def when(self) -> When | None:
        """The date in the file's name."""
        return read_date(self.date, origin="filename") if self.date else None


def place(path: str, languages: Sequence[str] = LANGUAGES) -> Place:
    """What a path, relative to the root of the texts, says."""
    *folders, file = path.split("/")
    stem, language = _language(file.rpartition(".")[0], languages)
    bundle = stem == "index" and bool(folders)
    if bundle:
        stem = folders.pop()
    found = DATED.fullmatch(stem)
    return Place(
        folders=tuple(folder for folder in folders if folder not in HIDDEN),
        name=found[2] if found else stem,
        stem=stem,
        date=found[1] if found else next(filter(DATED_FOLDER.fullmatch, reversed(folders)), ""),
        language=language,
        bundle=bundle,
        draft="_drafts" in folders,
    )


def _language(stem: str, languages: Sequence[str]) -> tuple[str, str | None]:
    """A name like `index.en` or `post.pt-br` without its language, and that language."""
    name, _, last = stem.rpartition(".")
    code = last.lower()
    if name and (code in languages or code.partition("-")[0] in languages) and len(last) <= 7:
        return name, last
    return stem, None
