"""Source kind "capture": the text of a listing page, as copied from a browser or saved as text.

The text says nowhere what is a title and what is a date. `lines` cleans it, `tokens` says what each
line may be, `grammar` finds the reading that suits the whole page best, `posts` builds from it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from textwrap import shorten

from digest.core.charset import charset
from digest.core.errors import SourceError
from digest.core.model import Post, Source
from digest.core.ports import Web
from digest.core.quick import dataclass
from digest.sources.capture.grammar import read_roles
from digest.sources.capture.lines import read_lines
from digest.sources.capture.posts import build_posts
from digest.sources.capture.roles import Role
from digest.sources.capture.tokens import Token, tokenize

MARKUP = re.compile(r"\ufeff?\s*<(?:!doctype|\?xml|html|head|body|rss|feed)\b", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd-\uffff]")  # what no text has
MOST_CONTROL = 0.02  # of the characters of a text that was damaged
FEWEST = 3  # titles which make a list when nothing else is said about them


@dataclass(frozen=True, slots=True)
class Adapter:
    """It has no options: what the page looks like is read from the page."""

    source: Source
    web: Web

    def posts(self) -> Iterator[Post]:
        """The posts in the order of the page."""
        document = self.web.get(self.source.location, allow_private=self.source.allow_private)
        return parse(charset(document), self.source)


def parse(text: str, source: Source) -> Iterator[Post]:
    """The posts of a listing page's text.

    A capture knows no addresses: a post's `url` is None and its `page` the source's `base_url`.

    Raises:
        SourceError: the text is none, is empty, or does not list posts.
    """
    if "\0" in text or len(CONTROL.findall(text)) > MOST_CONTROL * len(text):
        raise SourceError(
            f"{source.location}: not text", "select the page's text, and save it as UTF-8"
        )
    if MARKUP.match(text):
        raise SourceError(
            f"{source.location}: markup, where plain text was expected",
            'use kind = "listing" for a page of HTML and kind = "feed" for a feed',
        )
    tokens, roles = _read(text)
    if not tokens:
        raise SourceError(
            f"{source.location}: the capture is empty", "select the page's text and save it there"
        )
    posts = tuple(build_posts(tokens, roles, source)) if Role.TITLE in roles else ()
    if not _is_listing(posts):
        start = shorten(tokens[0].line.text, 60, placeholder="…")
        raise SourceError(
            f'{source.location}: {len(tokens)} lines of text from "{start}" on list no posts',
            "capture the page that lists the posts, with their titles and summaries or dates",
        )
    return iter(posts)


@lru_cache(maxsize=16)
def _read(text: str) -> tuple[tuple[Token, ...], tuple[Role, ...]]:
    """The lines of a text and what each is; a preview reads the same text again and again."""
    tokens = tokenize(read_lines(text))
    return tokens, read_roles(tokens) if tokens else ()


def _is_listing(posts: tuple[Post, ...]) -> bool:
    """Whether there are posts with facts, several with summaries, or many bare titles."""
    stated = any(
        post.published or post.minutes is not None or post.words is not None for post in posts
    )
    summarised = sum(bool(post.summary) for post in posts)
    bare = len(posts) >= FEWEST and sum(post.title.endswith(".") for post in posts) * 2 < len(posts)
    return stated or (len(posts) > 1 and summarised * 2 >= len(posts)) or bare
