"""The routes of the preview."""

from functools import partial
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from digest.core.errors import DigestError
from digest.core.quick import dataclass
from digest.preview import answers, headers, shell, view
from digest.preview.changes import Changes
from digest.preview.desk import Desk
from digest.preview.door import Door
from digest.preview.frames import framed, script_tag
from digest.preview.guard import Guard
from digest.preview.hub import Hub
from digest.preview.reads import Reads

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute
    from starlette.types import ASGIApp


def make(desk: Desk, hub: Hub, door: Door) -> "ASGIApp":
    """The site with all that `desk` has, for whom `door` lets in.

    The desk is asked at every request, so that a reload shows what was rebuilt.
    """
    from starlette.applications import Starlette

    handlers = {
        404: answers.refused,
        405: answers.refused,
        DigestError: answers.told,
        Exception: answers.untold,
    }
    return Guard(Starlette(routes=_routes(desk, hub, door), exception_handlers=handlers), door)


def path_of(issue_id: str) -> str:
    """Where an issue's page is."""
    return f"/i/{quote(issue_id, safe='')}"


def _routes(desk: Desk, hub: Hub, door: Door) -> "list[BaseRoute]":
    from starlette.routing import Mount, Route
    from starlette.staticfiles import StaticFiles

    pages, reads, changes = Pages(desk, door), Reads(desk, hub, door.read_only), Changes(desk)
    post = partial(Route, methods=["POST"])
    return [
        Route("/", pages.home),
        Route("/issues", pages.issues),
        Route("/diff", pages.diff),
        Route("/i/{id}", pages.issue),
        Route("/frame/{id}", pages.frame),
        Route("/frame/{id}/cid/{name:path}", pages.picture),
        Route("/events", reads.events),
        Route("/api/i/{id}.{kind}", reads.download),
        Route("/api/i/{id}", reads.issue),
        Route("/api/i/{id}/source", reads.source),
        Route("/api/i/{id}/{name:path}", reads.issue),
        post("/api/i/{id}/{name:path}", changes.issue),
        Route("/api/{name}", reads.list_),
        post("/api/{name}", changes.act),
        Mount("/static", StaticFiles(directory=shell.STATIC)),
    ]


@dataclass(frozen=True, slots=True)
class Pages:
    """The endpoints of what is shown; they are no coroutines, so that they run in threads."""

    desk: Desk
    door: Door

    def home(self, _request: "Request") -> "Response":
        """To the issue that the preview was opened for, or to another when that is gone."""
        return answers.page("", status=307, headers={"location": self._home()})

    def issues(self, request: "Request") -> "Response":
        """The list of all issues; the query may choose one to compare the others with."""
        rows = self.desk.lists["issues"]({})
        return answers.page(shell.issues(rows, request.query_params.get("with", "")))

    def diff(self, request: "Request") -> "Response":
        """How two issues differ."""
        return answers.page(shell.diff(self.desk.lists["diff"](request.query_params)))

    def issue(self, request: "Request") -> "Response":
        """The page around an email."""
        letter = self.desk.letter(request.path_params["id"])
        facts = self.desk.reads[""](letter.id)
        shown = view.read(request.query_params)
        return answers.page(shell.page(letter, shown, facts, token=self._token))

    def frame(self, request: "Request") -> "Response":
        """The email itself; our script is in it where it stands in a frame of ours."""
        issue = request.path_params["id"]
        shown = view.read(request.query_params)
        # to a name without TLS browsers do not say what they ask for
        within = request.headers.get("sec-fetch-dest", "iframe") == "iframe"
        nonce = token_urlsafe(18) if within else None
        script = script_tag((shell.STATIC / "frame.js").read_text("utf-8"), nonce) if nonce else ""
        picture = partial(self.desk.picture, issue)
        html = framed(self.desk.frame(issue), shown, picture, script)
        return answers.page(html, headers=headers.email(shown.images, nonce))

    def picture(self, request: "Request") -> "Response":
        """A local image of an issue by itself."""
        found, kind = self.desk.picture(request.path_params["id"], request.path_params["name"])
        return answers.page(found, media_type=kind, headers=headers.email())

    def _home(self) -> str:
        if self.desk.knows(self.desk.first):
            return path_of(self.desk.first)
        rows: Any = self.desk.lists["issues"]({})
        return path_of(rows[0]["id"]) if rows else "/issues"

    @property
    def _token(self) -> str | None:
        """What the page needs to change something."""
        return None if self.door.read_only else self.door.token
