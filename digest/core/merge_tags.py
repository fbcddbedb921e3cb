"""Merge tags: what differs in every reader's copy of an issue.

Templates and the editor write them in braces: `{unsubscribe_url}`, `{subscriber.name|there}`. Only
the exact names are tags; anything else in braces is text. The words of a post are always text:
where they look like a tag, a word joiner stands behind the brace.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape

from digest.core.quick import dataclass

URLS = ("unsubscribe_url", "preferences_url", "web_url")
NAME, EMAIL = "subscriber.name", "subscriber.email"
NAMES = (*URLS, NAME, EMAIL)
WORD_JOINER = "\u2060"  # as wide as nothing, and no line breaks at it

# An apostrophe in a fallback is escaped in an attribute; what needs more escaping is no fallback.
TAG = re.compile(
    r"\{(?P<name>unsubscribe_url|preferences_url|web_url|subscriber\.email|subscriber\.name)"
    r"(?:(?<=\.name)\|(?P<fallback>(?:[^{}<>()\[\]|\\\"%*`&#]|&#(?:39|x27);){0,80}))?\}"
)
ENCODED = re.compile(
    r"%7B((?:unsubscribe|preferences|web)_url|subscriber\.(?:name|email)|email)%7D"
)
IN_URL = str.maketrans({"{": "%7B", "}": "%7D", "|": "%7C"})


@dataclass(frozen=True, slots=True)
class Tag:
    """A merge tag; `fallback` is for readers without a name."""

    name: str
    fallback: str = ""

    def __str__(self) -> str:
        return f"{{{self.name}}}"


def split(text: str) -> Iterator[str | Tag]:
    """`text` as words and tags, in order."""
    done = 0
    for found in TAG.finditer(text):
        yield text[done : found.start()]
        yield Tag(found["name"], " ".join(unescape(found["fallback"] or "").split()))
        done = found.end()
    yield text[done:]


def as_text(words: str) -> str:
    """`words` with nothing in them that is taken for a tag, and looking as before."""
    return TAG.sub(lambda found: f"{{{WORD_JOINER}{found[0][1:]}", words)


def url_as_text(url: str) -> str:
    """The same for an address, which goes on leading where it led."""
    return TAG.sub(lambda found: found[0].translate(IN_URL), url)


def url_restored(url: str) -> str:
    """`url` with the braces of its tags, which Markdown encodes."""
    return ENCODED.sub(r"{\1}", url)


def filled(text: str, addresses: Mapping[str, str | None]) -> str:
    """`text` with the tags of the newsletter's own addresses resolved, as far as it has them."""
    return TAG.sub(lambda found: addresses.get(found["name"]) or found[0], text)
