"""The HTTP server of the preview: this machine only, and gone with Ctrl-C."""

import contextlib
import errno
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

from digest.core.errors import UsageError

if TYPE_CHECKING:
    import uvicorn
    from starlette.types import ASGIApp

HOST = "127.0.0.1"
PORT = 8765
TRIES = 100


def listen(port: int | None) -> socket.socket:
    """A listening socket on loopback: on `port`, and where that is taken on the next free one.

    Raises:
        UsageError: no port can be had.
    """
    first = PORT if port is None else port
    for candidate in range(first, min(first + TRIES, 65536)):
        try:
            return socket.create_server((HOST, candidate))
        except OSError as error:
            refused = error
            if error.errno != errno.EADDRINUSE:
                break
    raise UsageError(
        f"port {candidate} cannot be used ({refused.strerror})",
        "name another: --port 9000",
    )


def make(site: "ASGIApp", goodbye: Callable[[], None]) -> "uvicorn.Server":
    """The server of `site`; `goodbye` is called when it ends, so that listening pages let go.

    It says nothing by itself, since errors are told on their pages.
    """
    import uvicorn

    class Server(uvicorn.Server):
        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            goodbye()
            await super().shutdown(sockets)

    config = uvicorn.Config(
        site,
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    return Server(config)


def serve(server: "uvicorn.Server", listening: socket.socket) -> None:
    """Answer until Ctrl-C, which is the normal end."""
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[listening])
