"""Answers, and what becomes of an error: the one place that knows a status for each."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from digest.core.errors import ConfigError, DigestError, GateError, UsageError
from digest.preview import headers, shell
from digest.preview.desk import RefusedError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

HTML = "text/html; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
READING = ("GET", "HEAD")
EDITED = "issue.toml"
SAID = {404: "There is no such page.", 405: "This address takes another method."}


def page(
    content: str | bytes,
    *,
    status: int = 200,
    media_type: str = HTML,
    headers: Mapping[str, str] | None = None,
) -> "Response":
    """An answer that is no JSON."""
    from starlette.responses import Response

    return Response(content, status, headers, media_type)


def data(content: object, status: int = 200) -> "Response":
    """An answer of JSON."""
    from starlette.responses import JSONResponse

    return JSONResponse(content, status)


def told(request: "Request", error: Exception) -> "Response":
    """The answer to an error that a caller can expect."""
    assert isinstance(error, DigestError)
    status = _status(request, error)
    message = _words(error)
    if not _wants_json(request):
        title = "Not found" if status == 404 else "Cannot be shown"
        # in a frame of the page it must be let in, and have no more rights than an email
        own = headers.email() if request.url.path.startswith("/frame/") else None
        return page(shell.error(title, message, error.hint), status=status, headers=own)
    also = dict(error.also) if isinstance(error, RefusedError) else {}
    gate = {"gate": True} if isinstance(error, GateError) else {}
    return data({"error": message, "hint": error.hint, **gate, **also}, status)


def untold(request: "Request", error: Exception) -> "Response":
    """The answer to an error of ours."""
    words = f"digest itself made a mistake ({type(error).__name__}: {error})"
    if _wants_json(request):
        return data({"error": words, "hint": "please report it"}, 500)
    return page(shell.error("Cannot be shown", words, "please report it"), status=500)


def refused(request: "Request", error: Exception) -> "Response":
    """The answer to an address that is none, or that takes another method."""
    status: int = getattr(error, "status_code", 404)
    if _wants_json(request):
        return data({"error": SAID.get(status, "This cannot be."), "hint": ""}, status)
    return page(shell.error("Not found", SAID.get(status, ""), ""), status=status)


def _words(error: DigestError) -> str:
    """What is wrong; of an editor's file each mistake with its line: settings may hold secrets."""
    if not isinstance(error, ConfigError) or not error.file.endswith(EDITED):
        return error.message
    lines = ((f"line {each.line}: " if each.line else "", each) for each in error.problems)
    return "; ".join((error.message, *(f"{line}{each.message}" for line, each in lines)))


def _status(request: "Request", error: DigestError) -> int:
    if isinstance(error, RefusedError):
        return error.status
    if isinstance(error, GateError):
        return 409
    if isinstance(error, UsageError) and request.method in READING:
        return 404
    return 500 if type(error) is DigestError else 422


def _wants_json(request: "Request") -> bool:
    return request.url.path.startswith("/api/")
