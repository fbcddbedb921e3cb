"""A rendered issue as one recipient's message: RFC 5322, multipart/alternative, the text first."""

import binascii
import re
from datetime import datetime
from email.utils import format_datetime
from hashlib import sha256
from urllib.parse import quote

from digest.config.settings import Newsletter
from digest.core.model import Rendered
from digest.render import headers
from digest.render.links import EMAIL, host, href
from digest.render.merge_tags import Reader, for_reader, leaving_by_mail

TEST = "[Test] "
QP_LINE = 76  # RFC 2045 6.7
FRAGILE = re.compile(rb"^(?:\.|From )[^\n]*", re.MULTILINE)


def to_message(
    rendered: Rendered,
    *,
    newsletter: Newsletter,
    to: str,
    to_name: str = "",
    date: datetime,
    message_id: str,
    test: bool = False,
) -> bytes:
    """The complete message with CRLF line ends; the same arguments give the same bytes.

    Merge tags are filled in: `{email}` in the newsletter's addresses becomes `to`, and what has no
    address leads to a host which says so. `to` may be `Name <a@example.org>`.

    Raises:
        DeliveryError: an address or a header value that no mail can carry.
    """
    display, address = headers.split_address(to)
    sender = headers.split_address(newsletter.sender)
    own = for_reader(rendered, Reader(address, to_name, sender[1]), _personal_urls(newsletter))
    body, boundary = _alternatives(own.text, own.html)
    fields = [
        headers.mailbox("From", *sender),
        headers.mailbox("To", to_name or display, address),
        headers.text("Subject", (TEST if test else "") + own.subject),
        headers.field("Date", format_datetime(date).split(" ")),
        headers.token("Message-ID", message_id),
        "MIME-Version: 1.0",
        *_list_fields(newsletter, address),
        headers.token("Content-Language", newsletter.language),
        "Auto-Submitted: auto-generated",
        f'Content-Type: multipart/alternative;\r\n boundary="{boundary}"',
    ]
    return "\r\n".join([*fields, "", ""]).encode("ascii") + body


def issue_message_id(issue_id: str, newsletter: Newsletter, to: str) -> str:
    """The Message-ID of an issue for one recipient: always the same, and it names nobody."""
    sender = headers.split_address(newsletter.sender)[1]
    told = "\0".join((issue_id, sender, to.strip().lower()))
    return f"<{sha256(told.encode()).hexdigest()[:32]}@{sender.rpartition('@')[2]}>"


def _personal_urls(newsletter: Newsletter) -> tuple[str, ...]:
    """The addresses of the newsletter that differ for each reader."""
    known = (href(newsletter.unsubscribe_url), href(newsletter.preferences_url))
    return tuple(url for url in known if url and EMAIL in url)


def _own(url: str, address: str) -> str:
    return url.replace(EMAIL, quote(address, safe=""))


def _list_fields(newsletter: Newsletter, address: str) -> list[str]:
    """List-Id (RFC 2919), and the way out: one click (RFC 8058) where that says who leaves."""
    sender = headers.split_address(newsletter.sender)[1]
    label = re.sub(r"[^a-z0-9]+", "-", newsletter.title.lower()).strip("-") or "newsletter"
    domain = headers.ascii_domain(host(newsletter.url) or "") or sender.rpartition("@")[2]
    words = headers.phrase("List-Id", newsletter.title)
    fields = [headers.field("List-Id", [*words, f"<{label[:60]}.{domain}>"])]
    url = href(newsletter.unsubscribe_url) or leaving_by_mail(sender)
    fields.append(headers.token("List-Unsubscribe", f"<{_own(url, address)}>"))
    if url.lower().startswith("https://") and EMAIL in url:
        fields.append("List-Unsubscribe-Post: List-Unsubscribe=One-Click")
    return fields


def _alternatives(text: str, html: str) -> tuple[bytes, str]:
    """The two parts and their boundary, which quoted-printable cannot contain."""
    boundary = "=_" + sha256(f"{text}\0{html}".encode()).hexdigest()[:40]
    parts = b"".join(
        f"--{boundary}\r\n"
        f'Content-Type: text/{kind}; charset="utf-8"\r\n'
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n".encode()
        + _quoted_printable(content)
        + b"\r\n"
        for kind, content in (("plain", text), ("html", html))
    )
    return parts + f"--{boundary}--\r\n".encode(), boundary


def _quoted_printable(content: str) -> bytes:
    """`content` with CRLF line ends, no line of it touched on its way.

    Servers double a dot at the start of a line, some lose it, and mailboxes write `>From `. Source:
    RFC 2049 3 (8).
    """
    lines = re.sub("\r\n?", "\n", content)  # with others, soft breaks depend on the first one
    encoded = binascii.b2a_qp(lines.encode(), istext=True)
    return FRAGILE.sub(_guarded, encoded).replace(b"\n", b"\r\n")


def _guarded(line: re.Match[bytes]) -> bytes:
    first, rest = b"=%02X" % line[0][0], line[0][1:]
    if len(first) + len(rest) <= QP_LINE:
        return first + rest
    place = QP_LINE - len(first) - 1
    while b"=" in rest[place - 2 : place]:  # in the middle of an encoded byte
        place -= 1
    return first + rest[:place] + b"=\n" + FRAGILE.sub(_guarded, rest[place:])
