"""Who asks servers, and by which connections: an httpx client that goes past our guard."""

import threading
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from digest.core.quick import dataclass
from digest.fetch.addresses import Resolve
from digest.fetch.guard import Backend, Deadline
from digest.fetch.hosts import Hosts
from digest.fetch.limits import Limits

if TYPE_CHECKING:
    import ssl

    import httpcore
    import httpx

ONE_AT_A_TIME = threading.Lock()  # many threads begin at once, and none needs its own certificates


@dataclass(frozen=True, slots=True)
class Asker:
    """How we ask. `private_hosts` alone may have private addresses.

    `may_visit` is asked before each address, and raises a `SourceError` when it may not be.
    """

    headers: Mapping[str, str]
    limits: Limits
    resolve: Resolve
    hosts: Hosts
    private_hosts: frozenset[str]
    may_visit: Callable[[str], None] = lambda _: None


def client(asker: Asker, deadline: Deadline) -> "httpx.Client":
    """Connections to public addresses, and to those of `private_hosts`, that end at a deadline."""
    import httpcore
    import httpx

    backend = Backend(httpcore.SyncBackend(), deadline, asker.resolve, asker.private_hosts)
    with ONE_AT_A_TIME:
        tls = _tls()
    transport = httpx.HTTPTransport(verify=tls)
    # httpx lets nobody choose the network backend: its pool is replaced by one that has ours
    transport._pool = httpcore.ConnectionPool(  # noqa: SLF001
        ssl_context=tls, network_backend=cast("httpcore.NetworkBackend", backend)
    )
    timeout = httpx.Timeout(asker.limits.read_s, connect=asker.limits.connect_s)
    return httpx.Client(
        transport=transport, headers=asker.headers, timeout=timeout, trust_env=False
    )


def host_of(url: str) -> str:
    """The host of a URL, by which we count what it has to bear."""
    return (urlsplit(url).hostname or "").lower()


def private_host(url: str) -> str:
    """The host of a URL as the guard meets it."""
    import httpx

    return httpx.URL(url).raw_host.decode("ascii")


@cache
def _tls() -> "ssl.SSLContext":
    """One context for all: to load the certificates takes longer than a short answer."""
    import httpx

    return httpx.create_ssl_context()
