"""ASGI: what stands before every route of the preview."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from digest.preview.door import Door, Refusal, Request, refusal, shows_token
from digest.preview.headers import SHELL

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

Pairs = list[tuple[bytes, bytes]]


class Guard:
    """Refuses strangers, and gives every answer the headers of the page."""

    def __init__(self, app: "ASGIApp", door: Door) -> None:
        self._app = app
        self._door = door

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Answer one HTTP request."""
        request, door = _request(scope), self._door
        refused, own = refusal(request, door), dict(SHELL)
        if door.locked and not refused and shows_token(request, door):
            own["set-cookie"] = f"{door.cookie}={door.token}; Path=/; HttpOnly; SameSite=Strict"

        async def send_guarded(message: "Message") -> None:
            if message["type"] == "http.response.start":
                message["headers"] = _complete(message["headers"], own)
            await send(message)

        if refused:
            await _refuse(refused, scope["path"], send_guarded)
        else:
            await self._app(scope, receive, send_guarded)


def _request(scope: "Scope") -> Request:
    pairs = ((name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"])
    return Request(scope["method"], tuple(pairs), scope["query_string"].decode("latin-1"))


async def _refuse(refused: Refusal, path: str, send: "Send") -> None:
    body, kind = refused.words, "text/plain; charset=utf-8"
    if path.startswith("/api/"):
        body, kind = json.dumps({"error": refused.words, "hint": ""}), "application/json"
    headers = [(b"content-type", kind.encode()), (b"allow", b"GET, HEAD, POST")]
    await send({"type": "http.response.start", "status": refused.status, "headers": headers})
    await send({"type": "http.response.body", "body": body.encode()})


def _complete(headers: Pairs, own: Mapping[str, str]) -> Pairs:
    """The headers of an answer; where it brings no policy of its own, with those of the page."""
    ours = {name.encode(): value.encode() for name, value in own.items()}
    if any(name == b"content-security-policy" for name, _ in headers):
        ours = {name: value for name, value in ours.items() if name == b"set-cookie"}
    brought = {name for name, _ in headers}
    return [*headers, *(pair for pair in ours.items() if pair[0] not in brought)]
