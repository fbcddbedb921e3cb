"""A message as it travels, and its parts without their containers."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from digest.core.charset import MEANT

if TYPE_CHECKING:
    from email.message import EmailMessage

MOST_CHARACTERS = 10_000  # of a header field: beyond, Python's parser takes seconds, then minutes
DEEPEST = 50  # parts within parts
ASCII = ("us-ascii", "ascii")  # what is beyond it is mostly UTF-8
ENCODED = re.compile(r"=\?([\w.:-]{1,30})(?=(?:\*[\w-]{0,20})?\?[bq]\?)", re.IGNORECASE)


class Leaf(NamedTuple):
    """One part; `size_bytes` is what is left when its transfer encoding is undone.

    `is_ascii` says whether that has ASCII only. `kind` is as in `image/png`, `disposition` is
    `attachment`, `inline` or empty.
    """

    kind: str
    disposition: str
    name: str
    content_id: str
    encoding: str
    charset: str | None
    size_bytes: int
    is_ascii: bool

    @property
    def is_image(self) -> bool:
        """Whether it is a picture."""
        return self.kind.startswith("image/")


def parsed(data: bytes) -> "EmailMessage":
    """The message; no header field of it is too broken to be read.

    Raises:
        RecursionError: its parts lie in each other too deep.
    """
    from email.parser import BytesParser
    from email.policy import default

    message = BytesParser(policy=default.clone(header_factory=_header)).parsebytes(data)
    layer: list[Any] = [message]
    for _ in range(DEEPEST):
        layer = [part for each in layer if each.is_multipart() for part in each.get_payload()]
    if layer:
        raise RecursionError
    return message


def leaves(message: bytes) -> tuple[Leaf, ...]:
    """The parts in their order; those of a message within it, too."""
    found = []
    for part in parsed(message).walk():
        if not part.is_multipart():
            decoded = part.get_payload(decode=True)
            content = decoded if isinstance(decoded, bytes) else b""
            found.append(
                Leaf(
                    part.get_content_type(),
                    part.get_content_disposition() or "",
                    part.get_filename() or "",
                    str(part.get("Content-ID", "")).strip().strip("<>"),
                    str(part.get("Content-Transfer-Encoding", "")).strip().lower(),
                    part.get_content_charset(),
                    len(content),
                    content.isascii(),
                )
            )
    return tuple(found)


def alternatives(message: bytes) -> tuple[tuple[str, ...], ...]:
    """What each `multipart/alternative` offers, by the kind of its first part; the best is last."""
    return tuple(
        tuple(_first_kind(offer) for offer in part.get_payload())
        for part in parsed(message).walk()
        if part.get_content_type() == "multipart/alternative" and part.is_multipart()
    )


def _first_kind(message: Any) -> str:
    leaf = next((part for part in message.walk() if not part.is_multipart()), message)
    return str(leaf.get_content_type())


@lru_cache(maxsize=256)  # the content type alone is asked for five times
def _header(name: str, value: str) -> Any:
    """Python's parser of addresses and parameters stumbles over some broken ones."""
    from email.headerregistry import HeaderRegistry

    value = ENCODED.sub(_meant, value.replace("\0", "")[:MOST_CHARACTERS])
    try:
        return HeaderRegistry()(name, value)
    except (LookupError, ValueError, AttributeError, TypeError, NameError, RecursionError):
        if name.lower() == "content-disposition":
            return HeaderRegistry()(name, "inline")
        return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _meant(word: re.Match[str]) -> str:
    """The beginning of an encoded word, with the encoding that its name stands for in practice."""
    name = word[1].lower()
    return f"=?{'utf-8' if name in ASCII else MEANT.get(name, name)}"
