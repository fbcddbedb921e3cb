"""The HTTP server of the preview: this machine only, and gone with Ctrl-C."""

import contextlib
import errno
import socket
from typing import TYPE_CHECKING

from digest.core.errors import UsageError

if TYPE_CHECKING:
    import uvicorn
    from starlette.types import ASGIApp

HOST = "127.0.0.1"
PORTS = range(8765, 8865)


def listen(port: int | None) -> socket.socket:
    """A listening socket on loopback: on `port`, or on the first free one from 8765 on.

    Raises:
        UsageError: the port cannot be had.
    """
    for candidate in PORTS if port is None else (port,):
        try:
            return socket.create_server((HOST, candidate))
        except OSError as error:
            refused = error
            if error.errno != errno.EADDRINUSE:
                break
    if port is None:
        raise UsageError(f"no free port ({refused.strerror})", "name one: --port 9000")
    raise UsageError(
        f"port {port} cannot be used ({refused.strerror})",
        "name another after --port, or leave it out to get a free one",
    )


def make(site: "ASGIApp") -> "uvicorn.Server":
    """The server of `site`; it says nothing by itself, since errors are told on their pages."""
    import uvicorn

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
    return uvicorn.Server(config)


def serve(site: "ASGIApp", listening: socket.socket) -> None:
    """Answer until Ctrl-C, which is the normal end."""
    with contextlib.suppress(KeyboardInterrupt):
        make(site).run(sockets=[listening])
