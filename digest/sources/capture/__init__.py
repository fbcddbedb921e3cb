"""Source kind "capture": the text of a listing page, as copied from a browser or saved as text.

The text says nowhere what is a title and what is a date. `lines` cleans it, `tokens` says what each
line may be, `grammar` finds the reading that suits the whole page best, `posts` builds from it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from digest.core.errors import SourceError
from digest.core.model import Post, Source
from digest.core.ports import Web
from digest.sources.capture.grammar import read_roles
from digest.sources.capture.lines import read_lines
from digest.sources.capture.posts import build_posts
from digest.sources.capture.roles import Role
from digest.sources.capture.tokens import tokenize

FEWEST = 3  # titles which make a list when nothing else is said about them


@dataclass(frozen=True, slots=True)
class Adapter:
    """It has no options: what the page looks like is read from the page."""

    source: Source
    web: Web

    def posts(self) -> Iterator[Post]:
        """The posts in the order of the page."""
        document = self.web.get(self.source.location, allow_private=self.source.allow_private)
        return parse(_decoded(document.body), self.source)


def parse(text: str, source: Source) -> Iterator[Post]:
    """The posts of a listing page's text.

    A capture knows no addresses: a post's `url` is None and its `page` the source's `base_url`.

    Raises:
        SourceError: the text is empty, or does not list posts.
    """
    if text.lstrip().startswith("<"):
        raise SourceError(
            f"{source.location}: markup, where plain text was expected",
            'use kind = "listing" for a page of HTML and kind = "feed" for a feed',
        )
    tokens = tokenize(read_lines(text))
    if not tokens:
        raise SourceError(
            f"{source.location}: the capture is empty", "select the page's text and save it there"
        )
    roles = read_roles(tokens)
    posts = tuple(build_posts(tokens, roles, source)) if Role.TITLE in roles else ()
    if not _is_listing(posts):
        raise SourceError(
            f"{source.location}: no list of posts in its {len(tokens)} lines of text, of which the "
            f'first is "{_start(tokens[0].line.text)}"',
            "capture the page that lists the posts, with their titles and summaries or dates",
        )
    return iter(posts)


def _is_listing(posts: tuple[Post, ...]) -> bool:
    """Whether titles with facts, or several with summaries, or a bare list of titles, were found."""
    stated = any(
        post.published or post.minutes is not None or post.words is not None for post in posts
    )
    summarised = sum(bool(post.summary) for post in posts)
    bare = len(posts) >= FEWEST and sum(post.title.endswith(".") for post in posts) * 2 < len(posts)
    return stated or (len(posts) > 1 and summarised * 2 >= len(posts)) or bare


def _decoded(body: bytes) -> str:
    """The text, in the encodings that editors and browsers save."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", errors="replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", errors="replace")


def _start(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
