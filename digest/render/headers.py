"""Header fields of a mail, folded and encoded by hand.

The standard library's folding differs between its policies and versions; these few rules do not:
words of ASCII stay as they are, everything else becomes UTF-8 encoded words (RFC 2047), and no
value can begin a new field.
"""

import re
from collections.abc import Iterable, Iterator
from email.utils import parseaddr

from digest.core.errors import DeliveryError

LINE = 78  # RFC 5322 2.1.1
WORD = 66  # of an encoded word: RFC 2047 2 allows 76 for its line, and "Subject: " takes ten
PLAIN = re.compile(rf"[!-~]{{1,{WORD}}}(?: [!-~]{{1,{WORD}}})*")
ATOMS = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?: [\w!#$%&'*+/=?^`{|}~-]+)*", re.ASCII)
ADDRESS = re.compile(r"[\w!#$%&'*+/=?^`{|}~.-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*", re.ASCII)
CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def field(name: str, words: Iterable[str]) -> str:
    """`Name: words`, broken between words so that lines stay within 78 characters."""
    lines = [f"{name}:"]
    for word in words:
        if len(lines[-1]) + 1 + len(word) > LINE and lines[-1] != f"{name}:":
            lines.append("")
        lines[-1] += f" {word}"
    return "\r\n".join(lines)


def text(name: str, value: str) -> str:
    """A field of free text, such as the subject."""
    flat = " ".join(value.split())
    _refuse_control(name, flat)
    plain = PLAIN.fullmatch(flat) and "=?" not in flat
    return field(name, flat.split(" ") if plain else _encoded(flat))


def mailbox(name: str, display: str, address: str) -> str:
    """A field with one address and the name of its owner, who may have none."""
    return field(name, [*phrase(name, display), f"<{address}>" if display.strip() else address])


def phrase(name: str, display: str) -> list[str]:
    """The words of a display name: atoms, one quoted string, or encoded words."""
    flat = " ".join(display.split())
    _refuse_control(name, flat)
    if not flat or (ATOMS.fullmatch(flat) and PLAIN.fullmatch(flat) and "=?" not in flat):
        return flat.split(" ") if flat else []
    if flat.isascii() and len(flat) <= WORD and "=?" not in flat:
        return ['"' + re.sub(r'(["\\])', r"\\\1", flat) + '"']
    return list(_encoded(flat))


def split_address(mailbox: str) -> tuple[str, str]:
    """The display name and the bare address of `Name <a@example.org>`, the domain in ASCII.

    Raises:
        DeliveryError: there is no address in it that any server takes.
    """
    display, address = parseaddr(mailbox)
    local, _, domain = address.rpartition("@")
    address = f"{local}@{ascii_domain(domain)}"
    if CONTROL.search(mailbox) or len(address) > 254 or not ADDRESS.fullmatch(address):
        raise DeliveryError(
            f"{mailbox!r} is no address that mail can be sent to", "write it as name@example.org"
        )
    return display, address


def ascii_domain(domain: str) -> str:
    """`bücher.example` as `xn--bcher-kva.example`; empty when it is no domain."""
    try:
        return domain.encode("idna").decode()
    except UnicodeError:
        return ""


def token(name: str, value: str) -> str:
    """A field whose value is one word of ASCII, such as an id or an address in brackets.

    Raises:
        DeliveryError: it is not.
    """
    if not re.fullmatch(r"[!-~]{1,900}", value):
        raise DeliveryError(f"{name}: {value!r} cannot stand in a header field")
    long = len(f"{name}: {value}") > LINE
    return f"{name}:\r\n {value}" if long and len(value) < LINE else field(name, [value])


def _refuse_control(name: str, value: str) -> None:
    if CONTROL.search(value):
        raise DeliveryError(
            f"{name}: a control character in {value!r}", "type the words anew in issue.toml"
        )


def _encoded(value: str) -> Iterator[str]:
    """UTF-8 as encoded words in Q, each holding whole characters."""
    room = WORD - len("=?utf-8?q??=")
    word = ""
    for char in value:
        piece = _q(char)
        if len(word) + len(piece) > room:
            yield f"=?utf-8?q?{word}?="
            word = ""
        word += piece
    yield f"=?utf-8?q?{word}?="


def _q(char: str) -> str:
    if char == " ":
        return "_"
    if char.isascii() and (char.isalnum() or char in "!*+-/"):  # RFC 2047 5 (3), in a phrase
        return char
    return "".join(f"={byte:02X}" for byte in char.encode())
