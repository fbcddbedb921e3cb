"""Source kind "feed": RSS 2.0, RSS 1.0, Atom and JSON Feed, from a URL or a file."""

from collections.abc import Iterator

from digest.core.horizon import Horizon
from digest.core.model import Post, Source
from digest.core.ports import Web
from digest.core.quick import dataclass
from digest.sources.feed import jsonfeed, syndication
from digest.sources.feed.decode import decoded
from digest.sources.feed.entry import Entry, is_beyond, shortened, to_post


@dataclass(frozen=True, slots=True)
class Adapter:
    """A feed knows no options of its own."""

    source: Source
    web: Web
    horizon: Horizon | None = None

    def posts(self) -> Iterator[Post]:
        """The entries of the feed, in its order."""
        found = self.web.get(self.source.location, allow_private=self.source.allow_private)
        return parse(
            found.body,
            self.source,
            location=found.location,
            content_type=found.content_type,
            horizon=self.horizon,
        )


def parse(
    body: bytes,
    source: Source,
    *,
    location: str,
    content_type: str | None = None,
    horizon: Horizon | None = None,
) -> Iterator[Post]:
    """The posts of a feed; what relative links are relative to is `location`, if nothing nearer.

    Of posts beyond the `horizon` title, date and address are told, and little else.
    Entries with one id stay separate. An entry is skipped when it has neither title, text nor link.

    Raises:
        SourceError: the document is no feed; the message says what it is instead.
    """
    text = decoded(body, content_type)

    def is_old(entry: Entry) -> bool:
        return horizon is not None and is_beyond(entry, source, horizon)

    if text.startswith(("{", "[")):
        entries = jsonfeed.entries(text, source, location)
    else:
        entries = syndication.entries(text, source, location, is_old if horizon else None)
    for order, entry in enumerate(entries):
        long = entry.content or entry.summary
        if post := to_post(shortened(entry) if long and is_old(entry) else entry, source, order):
            yield post
