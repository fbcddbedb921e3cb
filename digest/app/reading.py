"""How one source is read: from its servers, its files, or what was understood of it before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from digest.app.records import Record, Records
from digest.app.wiring import source_adapter
from digest.app.worker import Asked, not_understood
from digest.app.workers import Get, Workers, read
from digest.core.errors import SourceError
from digest.core.horizon import Horizon
from digest.core.identity import with_keys
from digest.core.model import Failure, Post, Source
from digest.fetch.web import Web

SMALL_BYTES = 500_000  # a file of the user's own below this is understood at once and here
SCRAPED = ("listing",)  # kinds whose first document is a page made for people


@dataclass(frozen=True, slots=True)
class Read:
    """What became of a source; with a failure, the posts are its last good or its readable ones.

    Their HTML may be left in the records, from where `Records.complete` fetches it.
    """

    posts: tuple[Post, ...]
    failure: Failure | None = None
    moved: str | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Safe to share between threads."""

    web: Web
    workers: Workers
    records: Records
    horizon: Horizon
    cache: Path

    def here(self, source: Source) -> Read:
        """Read a source in this process: folders and small files of the user's own."""
        left_out: list[str] = []
        try:
            adapter = source_adapter(source, self.web, self.cache, self.horizon, left_out.append)
            return Read(with_keys(tuple(adapter.posts())), _in_part(source, left_out))
        except SourceError as error:
            return Read((), Failure(source.name, error.message, error.hint))
        except Exception as error:  # noqa: BLE001 - one source's fault is not the issue's
            return Read((), Failure(source.name, *not_understood(source, error)))

    def apart(self, source: Source) -> Read:
        """Read a source of one document in a process that may die, if its document is new."""
        record = self.records.find(source)
        try:
            return self._fresh(source, record)
        except SourceError as error:
            failure = Failure(source.name, error.message, error.hint)
        except Exception as error:  # noqa: BLE001
            failure = Failure(source.name, *not_understood(source, error))
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


def is_apart(source: Source) -> bool:
    """Whether a source is understood in a process of its own: what may hurt, or takes time."""
    if source.location.startswith("http"):
        return True
    file = Path(source.location)
    try:
        return file.is_file() and file.stat().st_size > SMALL_BYTES
    except (OSError, ValueError):
        return False


def _in_part(source: Source, left_out: Sequence[str]) -> Failure | None:
    """The posts that are broken, where the others are not."""
    if not left_out:
        return None
    many = f"{len(left_out)} posts cannot be read" if len(left_out) > 1 else "a post cannot be read"
    return Failure(source.name, f"{many}: {'; '.join(left_out)}", "mend them", in_part=True)


def _stale(record: Record) -> str:
    """What is used instead of a source that failed, in words."""
    many = len(record.posts) > 1
    what = f"its {len(record.posts)} posts are" if many else "its post is"
    units = ((86_400, "day"), (3600, "hour"), (60, "minute"))
    size, name = next(((s, n) for s, n in units if record.age_s >= s), (1, "second"))
    number = int(record.age_s // size)
    return f"{what} used as read {number} {name}{'s' * (number != 1)} ago"
