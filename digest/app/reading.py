"""How a source is read: small files of the user's own here, all others in `digest.app.apart`."""

from collections.abc import Sequence
from pathlib import Path

from digest.app.shelves import source_adapter
from digest.core.errors import SourceError
from digest.core.horizon import Horizon
from digest.core.identity import with_keys
from digest.core.model import Failure, Post, Source
from digest.core.ports import Web
from digest.core.quick import dataclass

SMALL_BYTES = 500_000  # a file of the user's own below this is understood at once and here


@dataclass(frozen=True, slots=True)
class Read:
    """What became of a source; with a failure, the posts are its last good or its readable ones.

    Their HTML may be left in the records, from where `Records.complete` fetches it.
    """

    posts: tuple[Post, ...]
    failure: Failure | None = None
    moved: str | None = None


def is_apart(source: Source) -> bool:
    """Whether a source is understood in a process of its own: what may hurt, or takes time."""
    if source.location.startswith("http"):
        return True
    file = Path(source.location)
    try:
        return file.is_file() and file.stat().st_size > SMALL_BYTES
    except (OSError, ValueError):
        return False


def here(source: Source, web: Web, cache: Path, horizon: Horizon) -> Read:
    """Read a source in this process: folders and small files of the user's own."""
    left_out: list[str] = []
    try:
        adapter = source_adapter(source, web, cache, horizon, left_out.append)
        return Read(with_keys(tuple(adapter.posts())), _in_part(source, left_out))
    except SourceError as error:
        return Read((), Failure(source.name, error.message, error.hint))
    except Exception as error:  # noqa: BLE001 - one source's fault is not the issue's
        return Read((), misread(source, error))


def misread(source: Source, error: Exception) -> Failure:
    """What is told of a source that nobody thought of."""
    from digest.app.worker import not_understood

    return Failure(source.name, *not_understood(source, error))


def _in_part(source: Source, left_out: Sequence[str]) -> Failure | None:
    """The posts that are broken, where the others are not."""
    if not left_out:
        return None
    many = len(left_out) > 1
    count, hint = (f"{len(left_out)} posts", "mend them") if many else ("a post", "mend it")
    told = f"{count} cannot be read: {'; '.join(left_out)}"
    return Failure(source.name, told, hint, in_part=True)
