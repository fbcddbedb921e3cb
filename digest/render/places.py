"""What stands where in a document: words are escaped in one way, addresses in another."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from digest.core.merge_tags import TAG

Place = Literal["text", "attribute", "url", "css", "plain", "plain url"]

MARKUP = re.compile(
    r"(?P<css><(?P<sheet>style|mj-style)\b.*?</(?P=sheet)\s*>)"
    r"|(?P<condition><!--\[if[^\]]*\]>|(?:<!--)?<!\[endif\]-->|<!-->)"
    r"|(?P<comment><!--.*?-->)"
    r"|(?P<tag></?[A-Za-z](?:\"[^\"]*\"|'[^']*'|[^\"'>])*+>)",
    re.DOTALL | re.IGNORECASE,
)
ATTRIBUTE = re.compile(r"""(?<=\s)([^\s=>/"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
ADDRESSES = ("href", "src", "action", "background", "background-url")
STOP = "().,;:!?"  # behind an address, none of it, as is a bracket that it did not open
URL = re.compile(
    r"(?:https?://|mailto:)"
    rf"(?:\[[^\s<>\"\[\]]*\]|[^\s<>\"\]]|\](?=[^\s<>\"\]{STOP}]))+(?<![{STOP}])",
    re.IGNORECASE,
)


class Piece(NamedTuple):
    """A stretch of a document; without a place it is to be left alone."""

    text: str
    place: Place | None = None


def in_markup(markup: str) -> Iterator[Piece]:
    """The pieces of HTML or MJML; joined they are `markup`, or mean the same."""
    done = 0
    for found in MARKUP.finditer(markup):
        yield Piece(markup[done : found.start()], "text")
        if found["tag"]:
            yield from _attributes(found["tag"])
        else:
            place: Place | None = "css" if found["css"] else "text" if found["comment"] else None
            yield Piece(found[0], place)
        done = found.end()
    yield Piece(markup[done:], "text")


def in_plain(text: str) -> Iterator[Piece]:
    """The pieces of plain text; joined they are `text`."""
    done = 0
    for found in URL.finditer(text):
        yield Piece(text[done : found.start()], "plain")
        yield Piece(found[0], "plain url")
        done = found.end()
    yield Piece(text[done:], "plain")


def _attributes(tag: str) -> Iterator[Piece]:
    """A value in single quotes that holds a merge tag gets double ones: providers need single."""
    done = 0
    for found in ATTRIBUTE.finditer(tag):
        start, end = found.span(2 if found[3] is None else 3)
        place: Place = "url" if found[1].lower() in ADDRESSES else "attribute"
        if found[3] and TAG.search(found[3]):
            yield Piece(f'{tag[done : start - 1]}"')
            yield Piece(found[3].replace('"', "&quot;"), place)
            yield Piece('"')
            done = end + 1
        else:
            yield Piece(tag[done:start])
            yield Piece(tag[start:end], place)
            done = end
    yield Piece(tag[done:])
