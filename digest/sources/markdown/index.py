"""What is known of the files of a folder since the last run, in the project's cache.

A file counts as unchanged while its path, size, mtime and ctime are what they were, and the index
is younger than that; all is forgotten when the site is built otherwise. The index may be deleted,
or be broken, at the cost of time only.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from digest import __version__
from digest.core.errors import DigestError
from digest.core.model import Image, Post
from digest.core.quick import dataclass
from digest.core.when import When
from digest.sources.markdown.scan import Entry
from digest.sources.markdown.site import Site
from digest.store.files import sha256, write

FORM = 3  # of a row; to be counted up when a file would be read differently

Row = list[Any]


@dataclass(frozen=True, slots=True)
class Index:
    """`rows` are by path, each with its file's mark first; `made_ns` is when it was written."""

    rows: Mapping[str, Row]
    made_ns: int = 0

    def find(self, entry: Entry) -> Row | None:
        """What is known of a file as it is now."""
        row = self.rows.get(entry.path)
        if row is None or row[0] != [*entry.mark] or entry.mark[2] >= self.made_ns:
            return None
        return row


def read(file: Path | None, site: Site) -> Index:
    """The index in `file`, an empty one if it is not there, broken, or of another site."""
    if file is None:
        return Index({})
    try:
        made_ns = file.stat().st_mtime_ns
        data = json.loads(file.read_bytes())
        rows = data["rows"] if data["site"] == _site_mark(site) else {}
    except (OSError, ValueError, KeyError, TypeError):
        return Index({})
    return Index(rows, made_ns)


def save(file: Path, site: Site, rows: Mapping[str, Row]) -> None:
    """Write the index whole, or leave the old one: without it only time is lost."""
    data = {"site": _site_mark(site), "rows": rows}
    try:
        write(file, json.dumps(data, separators=(",", ":")))
    except DigestError:
        return


def _site_mark(site: Site) -> str:
    return sha256(f"{__version__} {FORM} {site!r}")


def row_of(entry: Entry, told: Post | str | None, *, whole: bool) -> Row:
    """A file's row: the post in it, why it cannot be read, or that it has none."""
    if not isinstance(told, Post):
        return [entry.mark, whole, told]
    row = [entry.mark, whole, told.title, told.url, _dump(told.published), _dump(told.expires)]
    row += [told.authors, told.tags, told.aliases, told.language, told.provenance]
    if not whole:
        return row
    image = told.image and [told.image.url, told.image.alt]
    row += [told.summary, told.truncated, _dump(told.updated), told.minutes, told.words, image]
    return row


def post_of(row: Row, path: str, order: int, site: Site) -> Post:
    """The post that `row_of` wrote down."""
    _, whole, title, url, published, expires, authors, tags, aliases, language, provenance = row[
        :11
    ]
    rest = row[11:] if whole else ("", False, None, None, None, None)
    summary, truncated, updated, minutes, words, image = rest
    return Post(
        source=site.source.name,
        title=title,
        url=url,
        page=site.base_url,
        summary=summary,
        truncated=truncated,
        published=_load(published),
        updated=_load(updated),
        authors=tuple(authors),
        tags=tuple(tags),
        minutes=minutes,
        words=words,
        image=Image(*image) if image else None,
        language=language,
        order=order,
        provenance=provenance,
        native_id=path,
        expires=_load(expires),
        aliases=tuple(aliases),
    )


def _dump(when: When | None) -> Row | None:
    if when is None:
        return None
    return [str(when.civil or when.instant), when.precision, when.raw, when.origin]


def _load(row: Row | None) -> When | None:
    if row is None:
        return None
    text, precision, raw, origin = row
    if precision == "instant":
        return When(datetime.fromisoformat(text), None, precision, raw, origin)
    return When(None, date.fromisoformat(text), precision, raw, origin)
