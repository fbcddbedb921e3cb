"""Sources that may hurt, or take time: read beside each other, understood in other processes."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace

from digest.app.lanes import side_by_side
from digest.app.reading import Read, misread
from digest.app.records import Record, Records
from digest.app.worker import Asked
from digest.app.workers import Get, Workers, read
from digest.core.errors import SourceError
from digest.core.model import Failure, Source
from digest.core.quick import dataclass
from digest.fetch.web import Web

SCRAPED = ("listing",)  # kinds whose first document is a page made for people


@contextmanager
def beside(
    sources: Sequence[Source], web: Web, records: Records
) -> Iterator[Iterator[tuple[int, Read]]]:
    """What became of each of `sources`, by its place among them, as they come to an end."""
    with closing(Workers(web)) as workers:
        reader = Reader(web, workers, records)
        yield side_by_side(
            [source.location for source in sources],
            lambda place: reader.read(sources[place]),
            per_host=web.limits.per_host,
        )


@dataclass(frozen=True, slots=True)
class Reader:
    """Safe to share between threads."""

    web: Web
    workers: Workers
    records: Records

    def read(self, source: Source) -> Read:
        """Read a source of one document in a process that may die, if its document is new."""
        record = self.records.find(source)
        try:
            return self._fresh(source, record)
        except SourceError as error:
            failure = Failure(source.name, error.message, error.hint)
        except Exception as error:  # noqa: BLE001
            failure = misread(source, error)
        if record is None or not record.posts:
            return Read((), failure)
        return Read(record.posts, replace(failure, stale=_stale(record)))

    def _fresh(self, source: Source, record: Record | None) -> Read:
        asked = Asked(source.location, source.allow_private, source.kind in SCRAPED)
        first = read(self.web, asked)
        get = Get(asked, first.hash)
        if record and record.enough and record.gets[0] == get and self._same(record.gets[1:]):
            record.confirm()
            return Read(record.posts, moved=first.moved)
        wide, every = self.records.horizon, self.records.every
        found = self.workers.understand(source, first.document(), wide, every=every)
        posts = self.records.keep(source, (get, *found.gets), found.posts)
        return Read(posts, moved=first.moved)

    def _same(self, gets: Sequence[Get]) -> bool:
        """Whether what else a source's posts were read from is as it was."""
        return all(self._hash(get.asked) == get.hash for get in gets)

    def _hash(self, asked: Asked) -> str:
        try:
            return read(self.web, asked).hash
        except SourceError:
            return ""


def _stale(record: Record) -> str:
    """What is used instead of a source that failed, in words."""
    many = len(record.posts) > 1
    what = f"its {len(record.posts)} posts are" if many else "its post is"
    units = ((86_400, "day"), (3600, "hour"), (60, "minute"))
    size, name = next(((s, n) for s, n in units if record.age_s >= s), (1, "second"))
    number = int(record.age_s // size)
    return f"{what} used as read {number} {name}{'s' * (number != 1)} ago"
