"""What a DNS server answers, and what may be asked."""

from typing import Literal, Protocol

from digest.core.quick import dataclass

Kind = Literal["A", "AAAA", "MX", "PTR", "TXT"]


@dataclass(frozen=True, slots=True)
class Answer:
    """`found` has values; `empty` is a name without such, `missing` no name at all.

    `failed` says nothing of the name: `reason` tells why. Values are texts: addresses, names
    without the last dot, `10 mx.example.org`, the strings of a TXT joined. `alias` is the name that
    a CNAME led to, be it missing or not.
    """

    status: Literal["found", "empty", "missing", "failed"]
    values: tuple[str, ...] = ()
    alias: str | None = None
    reason: str = ""


class Lookup(Protocol):
    """Asks the DNS; never raises."""

    def __call__(self, name: str, kind: Kind) -> Answer:
        """The answer for a name, whose last dot may be left out."""


def addresses(host: str, lookup: Lookup) -> tuple[str, ...]:
    """The IPv4 and IPv6 addresses of a host; itself, if it is one."""
    from ipaddress import ip_address

    try:
        return (str(ip_address(host)),)
    except ValueError:
        return (*lookup(host, "A").values, *lookup(host, "AAAA").values)
