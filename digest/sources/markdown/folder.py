"""The posts of a folder, each file read no further than is needed."""

import json
import logging
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from digest.core.errors import SourceError
from digest.core.horizon import Horizon
from digest.core.model import Post
from digest.sources.markdown import index as indexes
from digest.sources.markdown.frontmatter import BrokenError, Data, is_complete, lowered, split
from digest.sources.markdown.index import Index, Row
from digest.sources.markdown.post import outline, parse
from digest.sources.markdown.scan import Entry, scan
from digest.sources.markdown.site import Site

log = logging.getLogger("digest.sources.markdown")

HEAD_BYTES = 4096


def read_folder(
    folder: Path,
    site: Site,
    horizon: Horizon | None,
    cache: Path | None,
    complain: Callable[[str], None],
) -> Iterator[Post]:
    """The posts in the order of their paths; a file that cannot be read is told and skipped.

    Raises:
        SourceError: none of the files can be read.
    """
    entries, site = _entries(folder, site)
    file = _index_file(cache, site) if cache else None
    index = indexes.read(file, site)
    reader = _Reader(site, horizon, index, complain)
    yield from filter(None, (reader.post(order, entry) for order, entry in enumerate(entries)))
    if file and reader.rows != index.rows:
        indexes.save(file, site, reader.rows)
    if reader.problems and len(reader.problems) == len(entries):
        raise SourceError(
            f"none of the {len(entries)} files can be read; {reader.problems[0]}",
            hint="look at what stands between the --- lines",
        )


def _entries(folder: Path, site: Site) -> tuple[list[Entry], Site]:
    """The files that hold posts, and the site with what they inherit."""
    start = site.root if site.root.is_relative_to(folder) else folder
    prefix = "" if start == site.root else start.relative_to(site.root).as_posix() + "/"
    flavour, entries = site.flavour, list(scan(str(start), prefix, site.flavour))
    if shares := flavour.shares:
        found = [entry for entry in entries if shares.fullmatch(entry.path)]
        entries = [entry for entry in entries if not shares.fullmatch(entry.path)]
        given = [
            (entry.path.removesuffix(_name(entry.path)), _shared(entry, site)) for entry in found
        ]
        site = replace(site, inherited=(*site.inherited, *sorted(given, key=lambda own: own[0])))
    held = [entry for entry in entries if flavour.holds and flavour.holds.fullmatch(entry.path)]
    return held or entries, site


def _shared(entry: Entry, site: Site) -> Data:
    """What the files beside and below this one inherit from it."""
    try:
        text = Path(entry.file).read_text("utf-8")
        data = lowered(json.loads(text)) if entry.path.endswith(".json") else split(text)[0]
    except (OSError, ValueError) as error:
        log.warning("%s: %s", entry.file, error)
        return {}
    return site.flavour.inherited(data)


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _index_file(cache: Path, site: Site) -> Path:
    """One file for each source, whatever its name is made of."""
    mark = sha256(site.source.name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    plain = "".join(char if char.isalnum() else "-" for char in site.source.name)[:60]
    return cache / "markdown" / f"{plain}-{mark}.json"


class _Reader:
    """One reading of a folder; `rows` is what the next one may know."""

    def __init__(
        self, site: Site, horizon: Horizon | None, index: Index, complain: Callable[[str], None]
    ) -> None:
        self.site, self.horizon, self.index, self.complain = site, horizon, index, complain
        self.rows: dict[str, Row] = {}
        self.problems: list[str] = []

    def post(self, order: int, entry: Entry) -> Post | None:
        """The post in a file, if it has one."""
        row = self.index.find(entry)
        told = self._known(row, order, entry) if row else None
        if row is None or (isinstance(told, Post) and not row[1] and self._needs(told)):
            told, whole = self._read(order, entry)
            row = indexes.row_of(entry, told, whole=whole)
        self.rows[entry.path] = row
        if isinstance(told, str):
            self.problems.append(f"{entry.file}{told}")
            self.complain(self.problems[-1])
            return None
        return told

    def _known(self, row: Row, order: int, entry: Entry) -> Post | str | None:
        if len(row) == 3:
            return row[2]  # type: ignore[no-any-return]
        return indexes.post_of(row, entry.path, order, self.site)

    def _needs(self, post: Post) -> bool:
        return self.horizon is None or self.horizon.needs(post)

    def _read(self, order: int, entry: Entry) -> tuple[Post | str | None, bool]:
        """What is in a file, or where and why it cannot be read; and whether that is all of it."""
        try:
            if self.horizon:
                told = outline(_beginning(entry), entry.path, self.site, order)
                if told is None or not self.horizon.needs(told):
                    return told, told is None
            text = Path(entry.file).read_text("utf-8")
            return parse(text, entry.path, self.site, order), True
        except (OSError, UnicodeDecodeError, BrokenError, SourceError) as error:
            return _told(error), True


def _told(error: Exception) -> str:
    """What follows the name of a file: the line, if there is one at fault, and the reason."""
    if isinstance(error, BrokenError) and error.line:
        return f":{error.line}: {error}"
    if isinstance(error, UnicodeDecodeError):
        return ": it is not UTF-8 text"
    return f": {error.strerror if isinstance(error, OSError) else error}"


def _beginning(entry: Entry) -> str:
    """The head of a file with all its front matter."""
    descriptor = os.open(entry.file, os.O_RDONLY)
    try:
        data = os.read(descriptor, HEAD_BYTES)
    finally:
        os.close(descriptor)
    cut = len(data) == HEAD_BYTES
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if not cut or error.start < HEAD_BYTES - 3:
            raise
        text = data[: error.start].decode("utf-8")
    return text if not cut or is_complete(text) else Path(entry.file).read_text("utf-8")
