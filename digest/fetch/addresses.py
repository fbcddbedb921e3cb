"""Which addresses may be connected to: no feed shall make us ask a machine in our own network."""

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Resolve = Callable[[str, int], tuple[str, ...]]

# Source: RFC 6052, RFC 8215 (what lies behind is an IPv4 address, perhaps a private one), RFC 4291
# (IPv4 within IPv6, and sites), RFC 6890. Python takes some of them for global, which by version.
REFUSED = (
    IPv6Network("64:ff9b::/96"),
    IPv6Network("64:ff9b:1::/48"),
    IPv6Network("::/96"),
    IPv6Network("fec0::/10"),
    IPv4Network("192.0.0.0/24"),
)


def resolve(host: str, port: int) -> tuple[str, ...]:
    """All addresses of a host, as the system resolves it: `127.1` is an address too.

    Raises:
        OSError: there is no such host.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether an IP address belongs to a host in the public network."""
    ip = ip_address(address.partition("%")[0])
    if any(ip in network for network in REFUSED):
        return False
    if isinstance(ip, IPv6Address):
        inner: IPv4Address | None = ip.ipv4_mapped or ip.sixtofour
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast
