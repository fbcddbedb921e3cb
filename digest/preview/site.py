"""The routes of the preview. An id is looked up in the table of issues, never made into a path."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from digest.core.errors import DigestError, UsageError
from digest.preview import pages, view
from digest.preview.guard import Guard
from digest.preview.headers import EMAIL
from digest.preview.letter import LookUp

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp

HTML = "text/html; charset=utf-8"
DOWNLOADS = {"html": HTML, "txt": "text/plain; charset=utf-8", "eml": "message/rfc822"}


def make(first: str, look_up: LookUp, port: int) -> "ASGIApp":
    """The site that opens with the issue `first`, guarded for loopback on `port`.

    `look_up` is called at every request, so that a reload shows what was rebuilt.
    """
    from starlette.applications import Starlette
    from starlette.routing import Mount, Route
    from starlette.staticfiles import StaticFiles

    site = Site(first, look_up)
    routes = [
        Route("/", site.home),
        Route("/i/{id}", site.issue),
        Route("/frame/{id}", site.frame),
        Route("/api/i/{id}.{kind}", site.download),
        Mount("/static", StaticFiles(directory=Path(__file__).parent / "static")),
    ]
    return Guard(Starlette(routes=routes, exception_handlers=_error_pages()), port)


def path_of(issue_id: str) -> str:
    """Where an issue's page is."""
    return f"/i/{quote(issue_id, safe='')}"


@dataclass(frozen=True, slots=True)
class Site:
    """The endpoints; they are no coroutines, so that the server runs them in threads."""

    first: str
    look_up: LookUp

    def home(self, _request: "Request") -> "Response":
        """To the issue that the preview was opened for."""
        return _answer("", status=307, headers={"location": path_of(self.first)})

    def issue(self, request: "Request") -> "Response":
        """The page around an email."""
        letter = self.look_up(request.path_params["id"])
        return _answer(pages.issue(letter, view.read(request.query_params)))

    def frame(self, request: "Request") -> "Response":
        """The email itself."""
        letter = self.look_up(request.path_params["id"])
        scheme = view.read(request.query_params).scheme
        return _answer(pages.frame(letter, scheme), headers=EMAIL)

    def download(self, request: "Request") -> "Response":
        """A file of the issue, byte by byte."""
        letter = self.look_up(request.path_params["id"])
        kind = request.path_params["kind"]
        if kind not in letter.files:
            raise UsageError(f"issue {letter.id} has no .{kind} file", "type: digest build")
        saved = f"attachment; filename*=utf-8''{quote(f'{letter.id}.{kind}', safe='')}"
        headers = {**EMAIL, "content-disposition": saved}
        return _answer(letter.files[kind], media_type=DOWNLOADS[kind], headers=headers)


def _answer(
    content: str | bytes,
    *,
    status: int = 200,
    media_type: str = HTML,
    headers: Mapping[str, str] | None = None,
) -> "Response":
    from starlette.responses import Response

    return Response(content, status, headers, media_type)


def _error_pages() -> dict[int | type[Exception], Callable[["Request", Exception], "Response"]]:
    return {404: _no_page, DigestError: _told, Exception: _untold}


def _no_page(_request: "Request", _error: Exception) -> "Response":
    return _answer(pages.error("Not found", "There is no such page.", ""), status=404)


def _told(_request: "Request", error: Exception) -> "Response":
    assert isinstance(error, DigestError)
    if isinstance(error, UsageError):
        return _answer(pages.error("Not found", error.message, error.hint), status=404)
    return _answer(pages.error("Cannot be shown", error.message, error.hint), status=500)


def _untold(_request: "Request", error: Exception) -> "Response":
    words = f"digest itself made a mistake ({type(error).__name__}: {error})"
    return _answer(pages.error("Cannot be shown", words, "please report it"), status=500)
