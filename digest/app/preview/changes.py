"""What an editor changes in the page: the same use cases as the commands, and their answers."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from digest.app import issues, moves, pins, wording
from digest.app.alone import alone
from digest.app.curation import Edited, editable
from digest.app.preview import undo
from digest.app.preview.letters import build_of
from digest.app.preview.posts import WORDS, state
from digest.app.preview.undo import Versions
from digest.app.wiring import Project
from digest.core.errors import DigestError
from digest.preview.desk import Asked, Json, RefusedError

Edit = Callable[[Project, str, Mapping[str, Any]], Edited]
UNKNOWN = "(this change cannot be shown: the page is from before the preview was started again)"


def change(project: Project, issue_id: str, asked: Asked, versions: Versions) -> Json:
    """Make one change in the editor's files.

    Raises:
        RefusedError: it is none, or they have changed since the page saw them.
        UsageError: the project refuses it.
        GateError: the issue was sent.
    """
    edit = _edit(asked.body)
    with alone(project):  # as long as a change waits, a hand may save another
        folder = editable(project, issue_id).folder
        _match(project, issue_id, asked, versions, edit)
        before = undo.read(folder)
        edited = edit(project, issue_id, asked.body)
        versions.changed(folder, before, undo.read(folder))
    return _answer(project, issue_id, versions, edited.changed, edited.notes)


def step(project: Project, issue_id: str, asked: Asked, versions: Versions, *, back: bool) -> Json:
    """Undo the last change that was made in the page, or redo it.

    Raises:
        RefusedError: the files that it is about have changed since.
        GateError: the issue was sent.
    """
    with alone(project):
        folder = editable(project, issue_id).folder
        _match(project, issue_id, asked, versions, None)
        found = versions.next(folder, back=back)
        if found is None:
            return _answer(project, issue_id, versions, (), ("nothing to do",))
        _take(folder, found)
        versions.stepped(folder, back=back)
    return _answer(project, issue_id, versions, ("undone" if back else "redone",), ())


def _take(folder: Path, step: undo.Step) -> None:
    """Undo a step, but for what somebody has made of its files since."""
    wanted = step.undone(now := undo.read(folder))
    if not step.fits(now):
        raise _conflict(folder, undo.told(wanted))
    undo.put(folder, wanted)


def approve(project: Project, issue_id: str, asked: Asked) -> Json:
    """Approve an issue as it lies on disk, if that is the build that the page has shown.

    Raises:
        RefusedError: it was built again since.
        GateError: it is not what was built, or has errors.
    """
    allow = asked.body.get("allow", [])
    if not isinstance(allow, list) or not all(isinstance(rule, str) for rule in allow):
        raise RefusedError("allow is a list of rules", status=400)
    with alone(project):
        _match_build(project, issue_id, asked)
        stored = issues.approve(project, issue_id, tuple(allow))
    return {"id": stored.id, "state": stored.state, "title": stored.manifest.title}


def _answer(
    project: Project,
    issue_id: str,
    versions: Versions,
    changed: tuple[str, ...],
    notes: tuple[str, ...],
) -> Json:
    now = state(project, issue_id, versions, read_only=False)
    return {**now, "changed": list(changed), "notes": list(notes)}


def _match_build(project: Project, issue_id: str, asked: Asked) -> None:
    """Refuse what is about a build that is there no more."""
    if asked.if_match is None:
        raise RefusedError("an approval says which build it is about", "send If-Match", status=428)
    now = build_of(project, issue_id)
    if asked.if_match.strip('"') != now:
        raise RefusedError(
            "the issue was built again meanwhile: it was not approved",
            "look at it once more, and approve that",
            also={"build": now},
        )


def _match(
    project: Project, issue_id: str, asked: Asked, versions: Versions, edit: Edit | None
) -> None:
    """Refuse a change of what is there no more."""
    folder = project.issues / issue_id
    if asked.if_match is None:
        raise RefusedError("a change says which version it is about", "send If-Match", status=428)
    seen = asked.if_match.strip('"')
    if seen == undo.etag(folder):
        return
    base = versions.shown(folder, seen)
    yours = _tried(project, issue_id, base, edit, asked.body) if base else UNKNOWN
    raise _conflict(folder, yours)


def _conflict(folder: Path, yours: str) -> RefusedError:
    """The refusal of a change that would overwrite what is there; `yours` is what it would make."""
    there = undo.read(folder)
    return RefusedError(
        "the files of this issue were changed on disk meanwhile",
        "look at both versions; nothing was written",
        status=409,
        also={"etag": undo.etag_of(there), "theirs": undo.told(there), "yours": yours},
    )


def _tried(
    project: Project, issue_id: str, base: undo.Files, edit: Edit | None, body: Mapping[str, Any]
) -> str:
    """What the files would have been with the change made in the version that the page saw."""
    with TemporaryDirectory() as place:
        copy = replace(project, settings=replace(project.settings, folder=Path(place)))
        shutil.copytree(project.issues / issue_id, copy.issues / issue_id)
        undo.put(copy.issues / issue_id, base)
        try:
            if edit:
                edit(copy, issue_id, body)
        except DigestError as error:
            return f"{undo.told(base)}\n# and: {error.message}"
        return undo.told(undo.read(copy.issues / issue_id))


def _edit(body: Mapping[str, Any]) -> Edit:
    edit = EDITS.get(body.get("op", "")) if isinstance(body.get("op"), str) else None
    if edit is None:
        raise RefusedError(f"op is one of {', '.join(EDITS)}", status=400)
    known = FIELDS.get(body["op"], ("ref",))
    for name in body.keys() - {"op"}:
        if name not in known:
            told = f"{body['op']} takes {', '.join(known)}, and no {name}"
            raise RefusedError(told, "reload the page", status=400)
        if name != "place" and not isinstance(body[name], str):
            raise RefusedError(f"{name} is a text", status=400)
    if "ref" in known and "ref" not in body:
        raise RefusedError("ref names a post", status=400)
    return edit


def _move(project: Project, issue_id: str, body: Mapping[str, Any]) -> Edited:
    return moves.run(project, issue_id, body["ref"], str(body.get("place", "")))


def _pin(key: pins.Key, *, undo: bool) -> Edit:
    return lambda project, issue_id, body: pins.put(
        project, issue_id, key, [body["ref"]], undo=undo
    )


def _feature(*, leads: bool) -> Edit:
    return lambda project, issue_id, body: wording.of_post(
        project, issue_id, body["ref"], {}, feature=leads
    )


def _item(project: Project, issue_id: str, body: Mapping[str, Any]) -> Edited:
    words = {name: body[name].replace("\r\n", "\n") for name in ("title", "blurb") if name in body}
    return wording.of_post(project, issue_id, body["ref"], words)


def _words(project: Project, issue_id: str, body: Mapping[str, Any]) -> Edited:
    words = {name: body[name].replace("\r\n", "\n") for name in WORDS if name in body}
    return wording.of_issue(project, issue_id, words)


FIELDS = {"move": ("ref", "place"), "item": ("ref", "title", "blurb"), "words": WORDS}
EDITS: Mapping[str, Edit] = {
    "move": _move,
    "pin": _pin("pin", undo=False),
    "unpin": _pin("pin", undo=True),
    "drop": _pin("drop", undo=False),
    "undrop": _pin("drop", undo=True),
    "feature": _feature(leads=True),
    "unfeature": _feature(leads=False),
    "item": _item,
    "words": _words,
}
