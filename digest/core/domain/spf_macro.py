"""Macros of SPF, as in `exists:%{i}._spf.%{d}` (RFC 7208, 7)."""

import re
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import quote

from digest.core.quick import dataclass

LONGEST = 253  # characters of a domain; longer ones lose labels from the left


@dataclass(frozen=True, slots=True)
class Mail:
    """Who connects from where, and for whom."""

    ip: IPv4Address | IPv6Address
    sender: str
    helo: str


def hangs_on_client(text: str) -> bool:
    """Whether a domain-spec stands for another domain at each client or sender."""
    return bool(re.search(r"%\{[silpvh]", text, re.IGNORECASE))


def expand(text: str, domain: str, mail: Mail, validated: Callable[[str], str]) -> str:
    """The domain that a domain-spec stands for; `validated` finds the client's own name."""

    def one(found: re.Match[str]) -> str:
        plain = {"%%": "%", "%_": " ", "%-": "%20"}.get(found[0])
        return plain if plain is not None else _macro(found, domain, mail, validated)

    told = re.sub(r"%(?:\{([A-Za-z])(\d*)([rR]?)([-.+,/_=]*)\}|[%_-])", one, text)
    told = told.removesuffix(".")
    while len(told) > LONGEST:
        told = told.partition(".")[2]
    return told


def _macro(found: re.Match[str], domain: str, mail: Mail, validated: Callable[[str], str]) -> str:
    letter, digits, reverse, delimiters = found.groups()
    value = validated(domain) if letter in "pP" else _value(letter.lower(), domain, mail)
    parts = re.split(f"[{re.escape(delimiters or '.')}]", value)
    if reverse:
        parts.reverse()
    told = ".".join(parts[-int(digits) :] if digits else parts)
    return quote(told, safe="") if letter.isupper() else told


def _value(letter: str, domain: str, mail: Mail) -> str:
    local, _, sender_domain = mail.sender.rpartition("@")
    four = mail.ip.version == 4
    nibbles = ".".join(mail.ip.exploded.replace(":", ""))
    values = {
        "s": mail.sender,
        "l": local,
        "o": sender_domain,
        "d": domain,
        "i": str(mail.ip) if four else nibbles,
        "v": "in-addr" if four else "ip6",
        "h": mail.helo,
    }
    return values.get(letter, "")
