"""What the page tells of an issue around its mail, and of all issues."""

from collections.abc import Mapping
from typing import Any

from digest.app.issues import refuse_sent
from digest.app.preview.findings import Findings
from digest.app.preview.letters import letter
from digest.app.wiring import Project
from digest.core.errors import DigestError, GateError
from digest.preview import inbox
from digest.preview.letter import Letter
from digest.preview.rewrite import count
from digest.store import issues as store
from digest.store.checks import summary
from digest.store.issues import Stored

Json = dict[str, Any]


def facts(project: Project, issue_id: str, built: Mapping[str, Any], *, read_only: bool) -> Json:
    """What /api/i/<id> says; `built` is what became of its last build here.

    Raises:
        UsageError: there is no such issue, or an output of it is missing.
    """
    issues, _broken = store.sorted_out(project.issues)
    shown = letter(project, issue_id)
    place = next(place for place, stored in enumerate(issues) if stored.id == issue_id)
    stored, manifest = issues[place], issues[place].manifest
    why_not = "this preview is read-only" if read_only else _why_not(stored)
    return {
        "id": issue_id,
        "title": manifest.title,
        "state": state(stored),
        "editable": why_not is None,
        "why_not": why_not,
        "number": manifest.number,
        "window": dict(manifest.window),
        **_envelope(shown),
        "sizes": _sizes(shown),
        "posts": len(manifest.posts),
        "build": shown.build,
        "built_ms": built.get("ms"),
        "error": built.get("error"),
        "older": issues[place - 1].id if place else None,
        "newer": issues[place + 1].id if place + 1 < len(issues) else None,
        "test_addresses": [] if read_only else list(project.settings.audience.test),
        "summary": summary(stored.folder),
    }


def rows(project: Project, findings: Findings) -> list[Json]:
    """What /api/issues says, newest first; at the end, with an `error`, what cannot be read."""
    issues, broken = store.sorted_out(project.issues)
    good = [_row(stored, findings.summary(project, stored)) for stored in reversed(issues)]
    return [*good, *(_broken_row(*each) for each in broken.items())]


def state(stored: Stored) -> str:
    """Its state; "changed" is one that was approved and is not what it was."""
    return "changed" if stored.state == "draft" and stored.was_approved else stored.state


def _row(stored: Stored, found: Mapping[str, int] | None) -> Json:
    html = stored.output("html")
    return {
        "id": stored.id,
        "title": stored.manifest.title,
        "subject": stored.manifest.subject,
        "state": state(stored),
        "number": stored.manifest.number,
        "window": dict(stored.manifest.window),
        "posts": len(stored.manifest.posts),
        "html_bytes": html.stat().st_size if html.is_file() else None,
        "summary": found,
        "error": None,
    }


def _broken_row(issue_id: str, error: DigestError) -> Json:
    unknown = ("title", "subject", "state", "number", "window", "posts", "html_bytes", "summary")
    return {"id": issue_id, **dict.fromkeys(unknown), "error": f"{error.message}: {error.hint}"}


def _why_not(stored: Stored) -> str | None:
    """Why an issue cannot be edited; None when it can."""
    try:
        refuse_sent(stored)
    except GateError as error:
        return error.message
    return None


def _envelope(shown: Letter) -> Json:
    mail = shown.shown
    from digest.render.headers import split_address

    name, address = split_address(shown.sender)
    return {
        "from": shown.sender,
        "subject": mail.subject,
        "preheader": mail.preheader,
        "inbox": inbox.rows(name or address, mail.subject, mail.preheader),
        "headers": [list(field) for field in shown.headers],
    }


def _sizes(shown: Letter) -> Json:
    from digest.checks.size_clip import CLIP_BYTES, NEAR_BYTES

    sizes = {kind: len(content) for kind, content in shown.files.items()}
    return {
        "html": sizes["html"],
        "text": sizes["txt"],
        "eml": sizes["eml"],
        "clip": CLIP_BYTES,
        "near": NEAR_BYTES,
        "images": count(shown.rendered.html, "img"),
        "links": count(shown.rendered.html, "a"),
    }
