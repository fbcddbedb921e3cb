"""A message, as a mail program saves it, becomes a `Mail`."""

from typing import TYPE_CHECKING

from digest.core.charset import KNOWN, MEANT, charset
from digest.core.mail.mail import Mail
from digest.core.mail.mime import ASCII, parsed
from digest.core.ports import Document

if TYPE_CHECKING:
    from email.message import EmailMessage


def read(data: bytes) -> Mail:
    """The headers and the first HTML and text part of a message; attachments do not count."""
    message = parsed(data)
    return Mail(
        html=_part(message, "html"),
        text=_part(message, "plain"),
        headers=headers(message),
        message=data,
    )


def headers(message: "EmailMessage") -> tuple[tuple[str, str], ...]:
    """The header fields, decoded and in one line each; those beyond decoding as they stand."""
    return tuple((name, " ".join(str(value).split())) for name, value in message.items())


def _part(message: "EmailMessage", kind: str) -> str | None:
    part = message.get_body((kind,))
    if part is None:
        return None
    content = part.get_payload(decode=True)
    text = _decoded(content if isinstance(content, bytes) else b"", part.get_content_charset())
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    flowed = part.get_param("format") == "flowed" and kind == "plain"
    return _unflowed(text, joined=part.get_param("delsp") == "yes") if flowed else text


def _decoded(content: bytes, name: str | None) -> str:
    """As mail programs read it: what does not fit the encoding that is named shows as U+FFFD."""
    if name and KNOWN.fullmatch(name) and name.lower() not in ASCII:
        try:
            return content.decode(MEANT.get(name.lower(), name), "replace")
        except LookupError:
            pass
    return charset(Document(content, ""))


def _unflowed(text: str, *, joined: bool) -> str:
    """Lines that were broken for the way are whole again. Source: RFC 3676, section 4."""
    lines: list[str] = []
    soft = False
    for each in text.split("\n"):
        line = each.removeprefix(" ")
        if soft:
            lines[-1] += line
        else:
            lines.append(line)
        soft = line.endswith(" ") and line != "-- "
        if soft and joined:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)
