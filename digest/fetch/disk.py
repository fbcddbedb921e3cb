"""Documents on disk."""

from pathlib import Path

from digest.core.errors import SourceError
from digest.core.ports import Document


def read(location: str, limit: int) -> Document:
    """The file at a path, of at most `limit` bytes.

    Raises:
        SourceError: there is no such file, it cannot be read, or it is too large.
    """
    path = Path(location)
    try:
        if not path.exists():
            raise SourceError(f"{location}: no such file", hint="look for a typing error in `path`")
        if not path.is_file():
            raise SourceError(f"{location}: not a file", hint="name a file in `path`")
        with path.open("rb") as file:
            body = file.read(limit + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(
            f"{location}: cannot be read ({reason})", hint="look at its permissions"
        ) from error
    if len(body) > limit:
        raise SourceError(f"{location}: larger than {limit / 1e6:g} MB", hint="name a smaller file")
    return Document(body, location)
