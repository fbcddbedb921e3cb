"""An issue on disk becomes what the preview shows."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from digest.app import mails
from digest.app.issues import rendered_of
from digest.app.preview import anchors
from digest.app.wiring import Project
from digest.core.errors import UsageError
from digest.preview.anchors import Marks, anchored
from digest.preview.letter import Letter
from digest.store import issues as store
from digest.store.files import sha256
from digest.store.stats import stats

PICTURES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
PICTURE_BYTES = 10 << 20


def letter(project: Project, issue_id: str, more: Marks | None = None) -> Letter:
    """An issue as it lies on disk now; what it shows has anchors at its items, and those of `more`.

    Raises:
        UsageError: there is no such issue, or an output of it is missing.
    """
    from digest.render.headers import split_address
    from digest.render.merge_tags import Reader, for_reader

    stored = store.find(project.issues, issue_id)
    sender = stored.manifest.sender
    reader = Reader("reader@example.org", sender=split_address(sender)[1])
    rendered, eml = rendered_of(project, stored), stored.output("eml")
    marks = {**anchors.of_items(rendered.html, stored.manifest), **(more or {})}
    marked = replace(rendered, html=anchored(rendered.html, marks))
    mail = mails.of_issue(project, stored.folder, stored.manifest, rendered)
    return Letter(
        stored.id,
        stored.manifest.title,
        stored.state,
        sender,
        rendered,
        for_reader(marked, reader),
        eml.read_bytes() if eml.is_file() else mail.message or b"",
        mail.headers or (),
        build_of(project, stored.id),
    )


def build_of(project: Project, issue_id: str) -> str:
    """What changes when an issue's mail does: a hash of the sizes and times of its files."""
    if not knows(project, issue_id):
        return ""
    names = (*store.OUTPUTS.values(), "manifest.json")
    folder = project.issues / issue_id
    return sha256("\n".join(stats(str(folder / name) for name in names)))[:16]


def knows(project: Project, issue_id: str) -> bool:
    """Whether there is an issue of that name."""
    return any(file.parent.name == issue_id for file in project.issues.glob("*/manifest.json"))


def picture(project: Project, issue_id: str, name: str) -> tuple[bytes, str]:
    """An image in the folder of an issue, and its media type.

    Raises:
        UsageError: there is none of that name within the folder, links followed.
    """
    folder, kind = project.issues / issue_id, PICTURES.get(Path(name).suffix.lower())
    with suppress(OSError, ValueError):
        if kind and knows(project, issue_id):
            file = (folder / name).resolve()
            if file.is_relative_to(folder.resolve()) and file.stat().st_size <= PICTURE_BYTES:
                return file.read_bytes(), kind
    raise UsageError(f"{name!r}: no image of issue {issue_id}", "put it into the issue's folder")
