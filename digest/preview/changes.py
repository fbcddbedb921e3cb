"""What the page changes: POST /api. JSON goes in and comes out, whatever the change."""

import json
from typing import TYPE_CHECKING

from digest.core.quick import dataclass
from digest.preview.answers import data
from digest.preview.desk import Asked, Desk, Json, RefusedError
from digest.preview.door import BODY_BYTES

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


@dataclass(frozen=True, slots=True)
class Changes:
    """Endpoints; the work itself is done in threads."""

    desk: Desk

    async def issue(self, request: "Request") -> "Response":
        """Change an issue."""
        from starlette.concurrency import run_in_threadpool

        issue, name = request.path_params["id"], request.path_params["name"]
        if name not in self.desk.changes or not await run_in_threadpool(self.desk.knows, issue):
            raise RefusedError(f"{issue}: there is no {name} for it", status=404)
        asked = Asked(await _body(request), request.headers.get("if-match"))
        return _done(await run_in_threadpool(self.desk.changes[name], issue, asked))

    async def act(self, request: "Request") -> "Response":
        """Do what is about no issue."""
        from starlette.concurrency import run_in_threadpool

        name = request.path_params["name"]
        if name not in self.desk.acts:
            raise RefusedError(f"there is no {name}", status=404)
        body = await _body(request)
        return _done(await run_in_threadpool(self.desk.acts[name], body))


def _done(answer: Json | None) -> "Response":
    """What the change answers; without words it goes on, and events tell of it."""
    return data({}, 202) if answer is None else data(answer)


async def _body(request: "Request") -> Json:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_BYTES:
            raise RefusedError(f"more than {BODY_BYTES} bytes", status=413)
    try:
        found = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        raise RefusedError("the body is no JSON", status=400) from None
    if not isinstance(found, dict):
        raise RefusedError("the body is no JSON object", status=400)
    return found
