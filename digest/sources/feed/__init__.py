"""Source kind "feed": RSS 2.0, RSS 1.0, Atom and JSON Feed, from a URL or a file."""

from collections.abc import Iterator
from dataclasses import dataclass

from digest.core.model import Post, Source
from digest.core.ports import Web
from digest.sources.feed import jsonfeed, syndication
from digest.sources.feed.decode import decoded
from digest.sources.feed.entry import to_post


@dataclass(frozen=True, slots=True)
class Adapter:
    """A feed knows no options of its own."""

    source: Source
    web: Web

    def posts(self) -> Iterator[Post]:
        """The entries of the feed, in its order."""
        found = self.web.get(self.source.location, allow_private=self.source.allow_private)
        return parse(
            found.body, self.source, location=found.location, content_type=found.content_type
        )


def parse(
    body: bytes, source: Source, *, location: str, content_type: str | None = None
) -> Iterator[Post]:
    """The posts of a feed; what relative links are relative to is `location`, if nothing nearer.

    Entries with one id stay separate. An entry is skipped when it has neither title, text nor link.

    Raises:
        SourceError: the document is no feed; the message says what it is instead.
    """
    text = decoded(body, content_type)
    reader = jsonfeed if text.startswith(("{", "[")) else syndication
    for order, entry in enumerate(reader.entries(text, source, location)):
        if post := to_post(entry, source, order):
            yield post
