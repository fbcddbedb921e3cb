"""Connections that are checked before they are made, and end at a deadline.

httpcore asks its network backend for every connection, so each redirect is checked as well, and the
address that was checked is the one connected to: a second look-up cannot answer something else.
"""

import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from digest.core.errors import SourceError
from digest.core.quick import dataclass
from digest.fetch.addresses import Resolve, is_public

if TYPE_CHECKING:
    import ssl

    import httpcore


class NoHostError(SourceError):
    """The name of a host leads to no address."""


class PrivateAddressError(SourceError):
    """A host may not be asked, as it lies in a private network."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment on the monotonic clock."""

    at: float

    def cap(self, timeout: float | None) -> float:
        """The timeout, or what is left if that is less.

        Raises:
            httpcore.ReadTimeout: nothing is left.
        """
        import httpcore

        left = self.at - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for the whole answer is over")
        return left if timeout is None else min(timeout, left)


@dataclass(frozen=True, slots=True)
class Backend:
    """An `httpcore.NetworkBackend`; only `private_hosts` may have private addresses."""

    inner: "httpcore.NetworkBackend"
    deadline: Deadline
    resolve: Resolve
    private_hosts: frozenset[str]

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> "Stream":
        """A connection to the first address of the host that answers."""
        import httpcore

        failure: Exception = httpcore.ConnectError("it has no address")
        for address in self._checked(host, port):
            capped = self.deadline.cap(timeout)
            try:
                stream = self.inner.connect_tcp(
                    address, port, capped, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return Stream(stream, self.deadline)
        raise failure

    def _checked(self, host: str, port: int) -> tuple[str, ...]:
        try:
            addresses = self.resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise NoHostError(
                f"{host}: no such host", hint="look for a typing error, or check your network"
            ) from error
        for address in addresses:
            if host not in self.private_hosts and not is_public(address):
                raise PrivateAddressError(
                    f"{host}: refused, as {address} is a private address",
                    hint="set allow_private = true on a source that is in your own network",
                )
        return addresses


@dataclass(frozen=True, slots=True)
class Stream:
    """An `httpcore.NetworkStream` that ends at the deadline, however slowly bytes drip in."""

    inner: "httpcore.NetworkStream"
    deadline: Deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Bytes that have arrived."""
        return self.inner.read(max_bytes, self.deadline.cap(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of the buffer."""
        self.inner.write(buffer, self.deadline.cap(timeout))

    def close(self) -> None:
        """End the connection."""
        self.inner.close()

    def start_tls(
        self,
        ssl_context: "ssl.SSLContext",
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> "Stream":
        """The same connection, encrypted."""
        secured = self.inner.start_tls(ssl_context, server_hostname, self.deadline.cap(timeout))
        return Stream(secured, self.deadline)

    def get_extra_info(self, info: str) -> Any:
        """What httpcore asks of a socket."""
        return self.inner.get_extra_info(info)
