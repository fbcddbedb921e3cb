"""What the pure core and the rooms ask of the world."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Protocol

from digest.core.model import Post
from digest.core.quick import dataclass

if TYPE_CHECKING:  # most commands send nothing
    from digest.core.message import Message, Outcome


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes with the place they came from.

    `location` is the final URL after redirects, or an absolute path. `content_type` is the header's
    value, or None for a file; `link` is that of the header `Link`, or empty.
    """

    body: bytes
    location: str
    content_type: str | None = None
    link: str = ""


class Web(Protocol):
    """Reads a URL or a file."""

    def get(self, location: str, *, allow_private: bool = False, scrape: bool = False) -> Document:
        """The document at `location`; with `scrape`, only if its site's robots.txt lets us.

        Raises:
            SourceError: it cannot be had, with the reason and what to do.
        """


class PostSource(Protocol):
    """A source kind's adapter; `digest/sources/<kind>.py` holds one as `Adapter`.

    Where it has a field `horizon`, that says how far the run looks, or is None: of posts beyond it
    such an adapter may tell title, date and address only.
    """

    def posts(self) -> Iterator[Post]:
        """The posts in the order of the source.

        Raises:
            SourceError: the source cannot be read or understood.
        """


class Transport(Protocol):
    """A provider's adapter; `digest/delivery/transports/<name>.py` holds one as `Adapter`."""

    def send(self, message: "Message") -> "Outcome":
        """Hand over one message and say what became of it; never raises for one message's fate."""

    def close(self) -> None:
        """End any session that is open."""


class Words(Protocol):
    """A language, for what we write ourselves: English messages come back in that language."""

    def gettext(self, message: str, /, **values: object) -> str:
        """`message` with `values` at its `%(name)s`; a percent sign is written `%%`."""

    def ngettext(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The form for `n`, which stands at `%(n)s`."""

    def month(self, day: date, *, short: bool = False) -> str:
        """`February 2026` or `Feb 2026`."""

    def span(self, first: date, last: date, *, short: bool = False) -> str:
        """`1–28 February 2026`; `29 Dec 2025 – 4 Jan 2026`; `4 Jan 2026` if it is one day."""
