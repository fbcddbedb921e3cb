"""Former versions of the editor's files, as long as the preview runs: for undo, and for conflicts.

A version is what all of them hold, known by its etag; nothing of it is ever written but on request.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from digest.store.files import sha256, write
from digest.store.issues import EDITED

STEPS = 20
Files = Mapping[str, bytes]  # by name; those that are not there are left out


@dataclass(slots=True)
class _Track:
    """The steps that can be undone and redone in one issue, and the versions that were shown."""

    before: list[Files] = field(default_factory=list)
    after: list[Files] = field(default_factory=list)
    shown: dict[str, Files] = field(default_factory=dict)


@dataclass(slots=True)
class Versions:
    """Of all issues, by their folder."""

    tracks: dict[Path, _Track] = field(default_factory=dict)

    def keep(self, folder: Path) -> None:
        """Remember what is there now, as somebody was shown it."""
        shown, now = self._track(folder).shown, read(folder)
        shown.pop(etag_of(now), None)
        shown[etag_of(now)] = now
        for old in list(shown)[:-STEPS]:
            del shown[old]

    def shown(self, folder: Path, etag: str) -> Files | None:
        """What was shown under that etag, if it is still known."""
        return self._track(folder).shown.get(etag)

    def changed(self, folder: Path, before: Files) -> None:
        """A change was made; with it ends what could be redone."""
        track = self._track(folder)
        track.before = [*track.before, before][-STEPS:]
        track.after.clear()

    def steps(self, folder: Path) -> tuple[int, int]:
        """How often one may undo, and redo."""
        track = self._track(folder)
        return len(track.before), len(track.after)

    def step(self, folder: Path, *, back: bool) -> bool:
        """Undo, or redo; False when there is nothing."""
        track = self._track(folder)
        taken, given = (track.before, track.after) if back else (track.after, track.before)
        if not taken:
            return False
        given.append(read(folder))
        put(folder, taken.pop())
        return True

    def _track(self, folder: Path) -> _Track:
        return self.tracks.setdefault(folder, _Track())


def read(folder: Path) -> Files:
    """The editor's files in `folder` as they are now."""
    files = (folder / name for name in EDITED)
    return {file.name: file.read_bytes() for file in files if file.is_file()}


def put(folder: Path, files: Files) -> None:
    """Make the editor's files what `files` says, and take away those that it has not."""
    for name in EDITED:
        file = (folder / name).resolve()
        if name not in files:
            file.unlink(missing_ok=True)
        elif not file.is_file() or file.read_bytes() != files[name]:
            write(file, files[name])


def etag(folder: Path) -> str:
    """What names the version on disk."""
    return etag_of(read(folder))


def etag_of(files: Files) -> str:
    """What names a version."""
    return sha256("".join(f"{name}\0{sha256(files[name])}\0" for name in sorted(files)))[:32]


def told(files: Files) -> str:
    """A version as one text, for a person to read."""
    parts = [
        f"# {name}\n{files[name].decode('utf-8', 'replace')}" for name in EDITED if name in files
    ]
    return "\n".join(parts)
