"""Email addresses: what is one, how it is written to a server, and when two are the same."""

import re
import unicodedata

LOCAL_BYTES = 64  # RFC 5321, 4.5.3.1.1
DOMAIN_BYTES = 253  # the longest name that fits DNS's 255 bytes
LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
SPECIALS = frozenset('()<>[]:;,\\"')  # RFC 5322, 3.2.3: they need quotes, which we do not write


def mailbox(address: str) -> str:
    """The address as a server reads it: the local part as written, the domain in ASCII.

    Raises:
        ValueError: it is not an address; the text says why.
    """
    local, at, domain = address.partition("@")
    if not at or "@" in domain:
        raise ValueError("an address has one @")
    if any(unicodedata.category(character)[0] in "CZ" for character in address):
        raise ValueError("an address has no spaces or control characters")
    if not local or not SPECIALS.isdisjoint(local):
        raise ValueError('the part before the @ is empty or holds one of ( ) < > [ ] : ; , \\ "')
    if len(local.encode()) > LOCAL_BYTES:
        raise ValueError(f"the part before the @ is longer than {LOCAL_BYTES} bytes")
    return f"{local}@{_ascii_domain(domain)}"


def normalise(address: str) -> str:
    """The identity of an address: two addresses with one identity get one message.

    In theory a server may tell `Ann@` from `ann@`; in practice it is the same person.

    Raises:
        ValueError: it is not an address.
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", mailbox(address)).lower())


def _ascii_domain(domain: str) -> str:
    name = domain.lower() if domain.isascii() else _idna(domain)
    labels = name.split(".")
    if len(name) > DOMAIN_BYTES or not all(LABEL.fullmatch(label) for label in labels):
        raise ValueError(f"{domain!r} is not a domain")
    if len(labels) == 1 and name != "localhost":
        raise ValueError(f"{domain!r} is not a complete domain")
    return name


def _idna(domain: str) -> str:
    import idna  # not the built-in codec, which would send straße.de to strasse.de

    try:
        return idna.encode(domain, uts46=True).decode("ascii")
    except idna.IDNAError:
        raise ValueError(f"{domain!r} is not a domain") from None
