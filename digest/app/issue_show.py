"""Use case: all there is to say of an issue, as it lies on disk."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from digest.app.wiring import Project
from digest.core.errors import DigestError
from digest.core.quick import dataclass
from digest.store import issues as store
from digest.store.files import read_json
from digest.store.issues import Stored


@dataclass(frozen=True, slots=True)
class Shown:
    """An issue, the bytes of its outputs, and why candidates were left out; None is unknown."""

    stored: Stored
    html_bytes: int | None
    text_bytes: int | None
    left_out: Mapping[str, int] | None

    @property
    def approved(self) -> str | None:
        """When what it holds now was approved; a sent one, what was sent."""
        stored = self.stored
        valid = stored.was_approved and (stored.sent or not stored.changed)
        return str(stored.approval.get("approved")) if valid else None

    @property
    def not_approved(self) -> str:
        """What stands against approving it as it is, or has undone its approval."""
        if self.stored.manifest.left_behind:
            return "left behind: its last build found no post for it"
        changed = ", ".join(self.stored.changed)
        return f"{changed} changed since it was built" if changed else ""


def run(project: Project, issue_id: str | None) -> Shown:
    """The issue of that id, else the newest draft, else the newest of all.

    Raises:
        UsageError: there is none.
        DigestError: one of its files is broken.
    """
    stored = store.find_any(project.issues, issue_id)
    html, text = (_size(stored.output(kind)) for kind in ("html", "txt"))
    return Shown(stored, html, text, _left_out(stored.folder / "selection.json"))


def _size(file: Path) -> int | None:
    return file.stat().st_size if file.is_file() else None


def _left_out(file: Path) -> dict[str, int] | None:
    """How many candidates were left out, by the code of the reason; the most frequent first."""
    data: dict[str, Any] | None = read_json(file)
    if data is None:
        return None
    try:
        codes = Counter(str(each["code"]) for each in data["candidates"] if not each["selected"])
        codes.update({str(code): int(count) for code, count in data.get("rest", {}).items()})
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DigestError(f"{file}: lacks {error}", "restore it from git") from None
    return dict(codes.most_common())
