"""Which addresses of a mail a server may be asked about, and how.

Nothing that a reader alone may open is opened: to ask for a link that unsubscribes may unsubscribe
somebody, and to ask for an invisible picture tells its sender that somebody has read the mail.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

from digest.core.links import asked_for
from digest.core.mail.leaving import acts, listed
from digest.core.mail.mail import Mail
from digest.core.mail.page import is_hidden, pixels, style, words_of
from digest.core.merge_tags import ENCODED
from digest.core.probe import Question
from digest.core.urls import url_key

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FILLED_IN = re.compile(r"[{}]|%7B%7B|\*\||%%|<%|\[\[|\[[a-z_]+\]", re.IGNORECASE)
CAMEL = re.compile("(?:[a-z]+[A-Z]+){4}")
LONG = 16  # characters from which a piece of an address may name a reader
PIXELS = 2  # a picture that wide or high is there to count who reads


def questions(mail: Mail) -> tuple[Question, ...]:
    """One question for each address of a link or picture, in the order of the mail.

    In the mail of somebody else what may be one reader's own is left out.
    """
    found: dict[str, Question] = {}
    for question in (*_links(mail), *_images(mail)):
        known = found.get(question.url, question)
        found[question.url] = replace(
            question, image=known.image or question.image, gently=known.gently or question.gently
        )
    return tuple(found.values())


def _links(mail: Mail) -> Iterator[Question]:
    """What acts for a reader is asked gently in an issue, which is nobody's yet."""
    acting, never = _acting(mail), _ways_out(mail)
    if not mail.edition:
        never |= personal(mail)
    for url, _ in _linked(mail):
        if url not in never:
            yield Question(url, gently=url in acting)


def personal(mail: Mail) -> frozenset[str]:
    """The addresses of links in the mail of somebody else that may be one reader's own."""
    if mail.edition:
        return frozenset()
    hosts = {urlsplit(url).hostname for url in _ways_out(mail) if url}
    own = (url for url, _ in _linked(mail) if _names_reader(url, hosts))
    return _acting(mail).union(own)


def _acting(mail: Mail) -> frozenset[str]:
    """The addresses of links that say, or whose words say, that they act for a reader."""
    posts = {url_key(post.link) for post in mail.posts if post.link}
    own = _own(mail)
    return frozenset(
        url
        for url, words in _linked(mail)
        if url in own or (url_key(url) not in posts and acts(f"{unquote(url)} {words}"))
    )


def _linked(mail: Mail) -> Iterator[tuple[str, str]]:
    """Each address that could be asked for, with the words of its link."""
    for link in mail.page.all("a", "area"):
        if url := _asked(link.get("href")):
            yield url, words_of(link)


def _names_reader(url: str, hosts: set[str | None]) -> bool:
    """Whether it is a page where a mail program unsubscribes, or has a token in it."""
    parts = urlsplit(url)
    given = parse_qsl(parts.query, keep_blank_values=True)
    told = (piece for pair in given if not pair[0].startswith("utm_") for piece in pair)
    pieces = (*unquote(parts.path).split("/"), *told)
    return (parts.hostname in hosts and len(parts.path) > 1) or any(map(_is_token, pieces))


def _is_token(piece: str) -> bool:
    """Whether it was made by a machine; the name of a page has words, and hyphens between them."""
    if len(piece) < LONG or not piece.isascii():
        return False
    runs = [run for run in re.findall("[0-9A-Za-z]+", piece) if len(run) >= LONG]
    mixed = all(re.search(kind, piece) for kind in ("[0-9]", "[A-Z]", "[a-z]"))
    uuid = re.search("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", piece.lower())
    return mixed or bool(uuid) or any(not run.isalpha() or CAMEL.search(run) for run in runs)


def _images(mail: Mail) -> Iterator[Question]:
    for image in mail.page.all("img"):
        if not _counts_readers(image) and (url := _asked(image.get("src"))):
            yield Question(url, image=True)


def _counts_readers(image: "HtmlElement") -> bool:
    css = style(image)
    said = [found for side in ("width", "height") for found in (image.get(side), css.get(side))]
    sizes = [size for size in map(pixels, said) if size is not None]
    return is_hidden(image) or any(size <= PIXELS for size in sizes)


def _asked(href: str | None) -> str | None:
    """The address, unless something is still to be filled in, or a reader is named in it."""
    if not href or FILLED_IN.search(href) or ENCODED.search(href):
        return None
    url = asked_for(href)
    return None if url is None or "@" in unquote(urlsplit(url).query) else url


def _own(mail: Mail) -> tuple[str | None, ...]:
    """What the newsletter has for all readers, to leave and to choose."""
    issue = mail.edition
    return (_asked(issue.way_out), _asked(issue.preferences)) if issue else ()


def _ways_out(mail: Mail) -> frozenset[str | None]:
    """Where a mail program unsubscribes by itself, but for what all readers share."""
    found = map(asked_for, listed(mail.header("List-Unsubscribe")))
    return frozenset(found) - {*_own(mail)}
