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


@dataclass(frozen=True, slots=True)
class Step:
    """What a change made of the files that it touched, those called `names`."""

    names: frozenset[str]
    before: Files
    after: Files

    def fits(self, now: Files) -> bool:
        """Whether nobody has changed any of them since."""
        return all(now.get(name) == self.after.get(name) for name in self.names)

    def undone(self, now: Files) -> Files:
        """`now` with these files as they were; all others are left as they are."""
        kept = {name: text for name, text in now.items() if name not in self.names}
        return kept | {name: self.before[name] for name in self.names & self.before.keys()}

    @property
    def reverse(self) -> "Step":
        """What undoing it is."""
        return Step(self.names, self.after, self.before)


@dataclass(slots=True)
class _Track:
    """The steps that can be undone and redone in one issue, and the versions that were shown."""

    undo: list[Step] = field(default_factory=list)
    redo: list[Step] = field(default_factory=list)
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
            shown.pop(old, None)  # two may look at once

    def shown(self, folder: Path, etag: str) -> Files | None:
        """What was shown under that etag, if it is still known."""
        return self._track(folder).shown.get(etag)

    def changed(self, folder: Path, before: Files, after: Files) -> None:
        """A change was made; with it ends what could be redone."""
        both = before.keys() | after.keys()
        names = frozenset(name for name in both if before.get(name) != after.get(name))
        if names:
            track = self._track(folder)
            track.undo = [*track.undo, Step(names, before, after)][-STEPS:]
            track.redo.clear()

    def steps(self, folder: Path) -> tuple[int, int]:
        """How often one may undo, and redo."""
        track = self._track(folder)
        return len(track.undo), len(track.redo)

    def next(self, folder: Path, *, back: bool) -> Step | None:
        """What would be undone now, or redone: a redo undoes an undo."""
        track = self._track(folder)
        steps = track.undo if back else track.redo
        return steps[-1] if steps else None

    def stepped(self, folder: Path, *, back: bool) -> None:
        """That was done."""
        track = self._track(folder)
        taken, given = (track.undo, track.redo) if back else (track.redo, track.undo)
        given.append(taken.pop().reverse)

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
