"""What the page reads: GET /api and /events. No endpoint here changes anything."""

from typing import TYPE_CHECKING
from urllib.parse import quote

from digest.core.errors import UsageError
from digest.core.quick import dataclass
from digest.preview import headers
from digest.preview.answers import HTML, TEXT, data, page
from digest.preview.desk import Desk
from digest.preview.hub import Hub

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

DOWNLOADS = {"html": HTML, "txt": TEXT, "eml": "message/rfc822"}


@dataclass(frozen=True, slots=True)
class Reads:
    """Endpoints; those that are no coroutines run in threads."""

    desk: Desk
    hub: Hub
    read_only: bool

    def list_(self, request: "Request") -> "Response":
        """What is about no single issue."""
        name = request.path_params["name"]
        if name not in self.desk.lists:
            raise UsageError("There is no such page.")
        return data(self.desk.lists[name](request.query_params))

    def issue(self, request: "Request") -> "Response":
        """What is about an issue."""
        name = request.path_params.get("name", "")
        if name not in self.desk.reads:
            raise UsageError("There is no such page.")
        return data(self.desk.reads[name](request.path_params["id"]))

    def source(self, request: "Request") -> "Response":
        """A part of the issue, to be read as it is written."""
        letter = self.desk.letter(request.path_params["id"])
        part = request.query_params.get("part", "html")
        if part not in letter.sources:
            raise UsageError(f"{part}: no such part", f"one of {', '.join(letter.sources)}")
        return page(letter.sources[part], media_type=TEXT, headers=headers.email())

    def download(self, request: "Request") -> "Response":
        """A file of the issue, byte by byte."""
        letter = self.desk.letter(request.path_params["id"])
        kind = request.path_params["kind"]
        if kind not in letter.files:
            raise UsageError(f"issue {letter.id} has no .{kind} file", "type: digest build")
        saved = f"attachment; filename*=utf-8''{quote(f'{letter.id}.{kind}', safe='')}"
        own = {**headers.email(), "content-disposition": saved}
        return page(letter.files[kind], media_type=DOWNLOADS[kind], headers=own)

    async def events(self, request: "Request") -> "Response":
        """What happens from now on; the query says which issue the page shows."""
        from starlette.concurrency import run_in_threadpool
        from starlette.responses import StreamingResponse

        asked = request.query_params.get("id", "")
        known = await run_in_threadpool(self.desk.knows, asked)
        shown = asked if known else self.desk.first
        build = await run_in_threadpool(self.desk.build, shown)
        hello = {"id": shown, "build": build, "readonly": self.read_only}
        return StreamingResponse(self.hub.listen(shown, hello), media_type="text/event-stream")
