"""A message, as a mail program saves it, becomes a `Mail`."""

from typing import TYPE_CHECKING

from digest.core.mail.mail import Mail

if TYPE_CHECKING:
    from email.message import EmailMessage


def read(data: bytes) -> Mail:
    """The headers and the first HTML and text part of a message; attachments do not count."""
    from email.parser import BytesParser
    from email.policy import default

    message = BytesParser(policy=default).parsebytes(data)
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
    raw = content if isinstance(content, bytes) else b""
    charset = part.get_content_charset() or "utf-8"
    try:
        return raw.decode(charset, "replace").replace("\r\n", "\n")
    except LookupError:
        return raw.decode("utf-8", "replace").replace("\r\n", "\n")
