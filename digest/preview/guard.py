"""Nobody but this machine's own browser tabs may talk to the preview.

A page of the web can make a browser send requests to loopback, and by DNS rebinding even read the
answers under its own name; so the name asked for, the method and the asking page are checked.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from digest.preview.headers import SHELL

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

Pairs = Sequence[tuple[bytes, bytes]]
NAMES = ("127.0.0.1", "localhost", "[::1]")


class Guard:
    """ASGI middleware: refuses strangers, and gives every answer the headers of the page."""

    def __init__(self, app: "ASGIApp", port: int) -> None:
        self._app = app
        self._hosts = frozenset(f"{name}:{port}".encode() for name in NAMES)

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Answer one HTTP request."""

        async def send_guarded(message: "Message") -> None:
            if message["type"] == "http.response.start":
                message["headers"] = _complete(message["headers"])
            await send(message)

        refused = refusal(scope["method"], scope["headers"], self._hosts)
        if refused:
            await _refuse(*refused, send_guarded)
        else:
            await self._app(scope, receive, send_guarded)


def refusal(method: str, headers: Pairs, hosts: frozenset[bytes]) -> tuple[int, bytes] | None:
    """Status and words for a request that gets no answer; None for one that does."""
    asked = [value.lower() for name, value in headers if name == b"host"]
    if len(asked) != 1 or asked[0] not in hosts:
        return 421, b"this server answers to its own address only"
    if method not in ("GET", "HEAD"):
        return 405, b"only GET and HEAD"
    said = dict(headers)
    navigates = said.get(b"sec-fetch-mode") == b"navigate"
    if not navigates and said.get(b"sec-fetch-site", b"none") not in (b"same-origin", b"none"):
        return 403, b"not for other sites"
    return None


async def _refuse(status: int, words: bytes, send: "Send") -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"allow", b"GET, HEAD")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words})


def _complete(headers: Pairs) -> list[tuple[bytes, bytes]]:
    """The headers of an answer that brings no security policy, with that of the page."""
    if any(name == b"content-security-policy" for name, _ in headers):
        return list(headers)
    return [*headers, *((name.encode(), value.encode()) for name, value in SHELL.items())]
