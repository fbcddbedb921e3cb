"""Issue folders: `issues/<id>/` with the editor's file, the outputs, approval and sending.

State stands in files that git can carry: approval.json binds an approval to the content's hash, and
`store.sent` tells of sent.json.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from digest.core.errors import DigestError, UsageError
from digest.core.quick import dataclass
from digest.core.window import utc
from digest.store import manifest, staging
from digest.store.files import RESTORE, json_text, read_json, sha256, write_json
from digest.store.manifest import Manifest

State = Literal["draft", "approved", "sending", "sent"]
EDITED = ("issue.toml", "intro.md", "outro.md")
OUTPUTS = {"html": "issue.html", "txt": "issue.txt", "mjml": "issue.mjml", "eml": "issue.eml"}
RECORDS = ("selection.json", "manifest.json", "checks.json")


@dataclass(frozen=True, slots=True)
class Stored:
    """An issue on disk: its folder, and what its JSON files say (empty: not approved, not sent)."""

    folder: Path
    manifest: Manifest
    approval: dict[str, Any]
    sent: dict[str, Any]

    @property
    def id(self) -> str:
        """The name of the folder."""
        return self.folder.name

    @property
    def state(self) -> State:
        """Where it is in its life; an approval counts while all is as it was approved."""
        if self.sent:
            return "sent" if self.sent.get("complete") else "sending"
        return "approved" if self.was_approved and not self.changed else "draft"

    @property
    def was_approved(self) -> bool:
        """Whether what the last build wrote was approved, be it changed by hand since."""
        return bool(self.approval.get("content", "") == self.manifest.content)

    @property
    def changed(self) -> tuple[str, ...]:
        """The outputs and the editor's files that are not what the build wrote or read."""
        said = self.manifest.hashes
        outputs = (self.output("html"), self.output("txt"))
        found = {f.name: sha256(f.read_bytes()) for f in outputs if f.is_file()}
        found |= edited_hashes(self.folder)
        return tuple(sorted(n for n in {*said, *found} if said.get(n) != found.get(n)))

    def output(self, kind: str) -> Path:
        """The file of an output: html, txt, mjml or eml."""
        return self.folder / OUTPUTS[kind]


def content_hash(sender: str, subject: str, preheader: str, html: str, text: str) -> str:
    """What an approval is bound to: all that a reader gets to see."""
    return sha256(f"{sender}\0{subject}\0{preheader}\0{html}\0{text}")


def edited_hashes(folder: Path) -> dict[str, str]:
    """The hash of each file of the editor's that exists."""
    files = [folder / name for name in EDITED if (folder / name).is_file()]
    return {file.name: sha256(file.read_bytes()) for file in files}


def read(folder: Path) -> Stored | None:
    """The issue in `folder`, or None when nothing was built there.

    A build that was killed while it changed the folder is ended first.

    Raises:
        DigestError: one of its JSON files is broken, or it was sent and its manifest is gone.
    """
    staging.settle(folder)
    built = manifest.read(folder)
    approval = _record(folder / "approval.json", "content", "delete it and approve the issue again")
    sent = _record(folder / "sent.json", "posts", RESTORE)
    if built is None and sent:
        raise DigestError(f"{folder / manifest.NAME}: no such file", RESTORE)
    return Stored(folder, built, approval, sent) if built else None


def _record(file: Path, needed: str, hint: str) -> dict[str, Any]:
    data = read_json(file)
    if data is not None and needed not in data:
        raise DigestError(f"{file}: lacks {needed}", hint)
    return data or {}


def all_issues(root: Path) -> tuple[Stored, ...]:
    """Every issue that was built or sent, oldest window first.

    Raises:
        DigestError: one of their JSON files is broken or gone.
    """
    found, broken = sorted_out(root)
    for error in broken.values():
        raise error
    return found


def legible(root: Path) -> tuple[Stored, ...]:
    """The same without drafts that cannot be read, of which nobody got anything.

    Raises:
        DigestError: a JSON file of an issue that was sent is broken or gone.
    """
    found, broken = sorted_out(root)
    for name, error in broken.items():
        if (root / name / "sent.json").is_file():
            raise error
    return found


def sorted_out(root: Path) -> tuple[tuple[Stored, ...], Mapping[str, DigestError]]:
    """The issues that can be read, oldest window first, and by its id why another cannot."""
    names = ("manifest.json", "sent.json")
    folders = {file.parent for name in names for file in root.glob(f"*/{name}")}
    found, broken = list[Stored](), dict[str, DigestError]()
    for folder in sorted(folders.union(staging.unsettled(root))):
        try:
            if stored := read(folder):
                found.append(stored)
        except DigestError as error:
            broken[folder.name] = error
    return tuple(sorted(found, key=lambda s: (utc(s.manifest.end), s.id))), broken


def find(root: Path, issue_id: str | None) -> Stored:
    """The issue of that id, or the newest that is not sent.

    Raises:
        UsageError: there is none.
        DigestError: a JSON file of it is broken; where it is not named, that of any issue.
    """
    if issue_id is None:
        drafts = [each for each in all_issues(root) if each.state not in ("sending", "sent")]
        if not drafts:
            raise UsageError("no draft issue", "type: digest build")
        return drafts[-1]
    found, broken = sorted_out(root)
    if issue_id in broken:
        raise broken[issue_id]
    if named := [stored for stored in found if stored.id == issue_id]:
        return named[0]
    names = ", ".join(stored.id for stored in found[-5:]) or "none yet"
    raise UsageError(f"no issue {issue_id} in {root}", f"the newest are: {names}")


def find_any(root: Path, issue_id: str | None) -> Stored:
    """The issue of that id, else the newest that is not sent, else the newest of all.

    Raises:
        UsageError: there is none.
    """
    known = all_issues(root) if issue_id is None else ()
    if known and all(stored.sent for stored in known):
        return known[-1]
    return find(root, issue_id)


def next_number(root: Path, issue_id: str) -> int:
    """The number an issue keeps: its own if it has one, else the one after the highest."""
    if own := read(root / issue_id):
        return own.manifest.number
    return max((stored.manifest.number for stored in all_issues(root)), default=0) + 1


def approve(stored: Stored, at: datetime, allowed: tuple[str, ...] = ()) -> Stored:
    """The issue, with an approval bound to what it holds now.

    `allowed` are the rules of the checks whose errors it was approved with.
    """
    approval: dict[str, Any] = {
        "version": 1,
        "content": stored.manifest.content,
        "approved": at.isoformat(timespec="seconds"),
        "posts": len(stored.manifest.posts),
        **({"allowed": list(allowed)} if allowed else {}),
    }
    write_json(stored.folder / "approval.json", approval)
    return replace(stored, approval=approval)


def leave_behind(stored: Stored) -> None:
    """Note that the last build found no post for a draft, and take its approval away."""
    said = {**(read_json(stored.folder / manifest.NAME) or {}), "left_behind": True}
    files = {"approval.json": None, manifest.NAME: json_text(said)}
    staging.replace_together(stored.folder, files)
