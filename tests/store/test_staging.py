"""A change of several files, killed at each of its steps in a process of its own."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from digest.core.errors import DigestError
from digest.store.staging import replace_together, settle, unsettled

OLD = {"issue.html": b"old html", "issue.txt": b"old text", "approval.json": b"{}", "same": b"same"}
NEW = {
    "issue.html": b"new html",
    "issue.txt": b"new text",
    "manifest.json": b"new",
    "same": b"same",
}
CHANGE = {**NEW, "approval.json": None}
# The audit events of Python stand before what they tell of: the process dies instead of doing it.
KILLED = """\
import os, pathlib, signal, sys
from digest.store.staging import replace_together, settle
folder, action, left = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])

def count(event, args):
    global left
    if event in ("open", "os.rename", "os.mkdir", "os.rmdir", "os.remove"):
        if isinstance(args[0], (str, pathlib.Path)) and str(args[0]).startswith(str(folder)):
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(count)
settle(folder) if action == "settle" else replace_together(folder, eval(action))
"""


def killed(folder: Path, action: str, steps: int) -> bool:
    """Whether a process that does `action` was killed before its step number `steps`."""
    command = [sys.executable, "-c", KILLED, str(folder), action, str(steps)]
    code = subprocess.run(command, check=False, timeout=60).returncode
    assert code in (0, -signal.SIGKILL)
    return code != 0


def lay(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir(parents=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def held(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def test_files_change_together(tmp_path: Path) -> None:
    folder = lay(tmp_path / "issue", OLD)
    untouched = (folder / "same").stat()
    replace_together(folder, CHANGE)
    assert held(folder) == NEW
    assert sorted(entry.name for entry in folder.iterdir()) == sorted(NEW)
    assert (folder / "same").stat().st_mtime_ns == untouched.st_mtime_ns


@pytest.mark.parametrize("old", [OLD, {}])
def test_a_change_that_is_killed_is_made_whole_or_not_at_all(tmp_path, old) -> None:
    found = []
    for steps in range(100):
        folder = lay(tmp_path / str(steps), old)
        if not killed(folder, repr(CHANGE), steps):
            break
        settle(folder)
        found.append(held(folder))
        assert not list(unsettled(tmp_path))
        replace_together(folder, {"issue.html": b"later"})
        assert not (folder / ".new").exists()
    assert found.count(old) > 5
    assert found.count(NEW) > 5
    assert found == [old] * found.count(old) + [NEW] * found.count(NEW)


def unfinished(folder: Path) -> int:
    """After how many steps a change has begun that is not ended."""
    for steps in range(100):
        killed(lay(folder / str(steps), OLD), repr(CHANGE), steps)
        if list(unsettled(folder)):
            return steps
    raise AssertionError("no kill left a change unfinished")


def test_whoever_ends_a_change_may_be_killed_as_well(tmp_path: Path) -> None:
    begun, steps = unfinished(tmp_path / "probe"), 0
    while True:
        folder = lay(tmp_path / str(steps), OLD)
        assert killed(folder, repr(CHANGE), begun)
        if not killed(folder, "settle", steps):
            break
        settle(folder)
        assert held(folder) == NEW
        steps += 1
    assert steps > 5


def test_whoever_is_late_finds_the_moves_made(tmp_path: Path) -> None:
    folder = lay(tmp_path / "issue", OLD)
    assert killed(folder, repr(CHANGE), unfinished(tmp_path / "probe"))
    command = [sys.executable, "-c", KILLED, str(folder), "settle", "1000"]
    together = [subprocess.Popen(command) for _ in range(4)]
    assert [process.wait(timeout=60) for process in together] == [0] * 4
    assert held(folder) == NEW
    assert not (folder / ".new").exists()


def test_a_change_that_is_ended_while_it_is_looked_for_is_none(tmp_path, monkeypatch) -> None:
    folder = lay(tmp_path / "issue", OLD)
    (folder / ".new").mkdir()
    whole = os.scandir

    def late(path):
        if Path(path).name == ".new":
            Path(path).rmdir()
        return whole(path)

    monkeypatch.setattr(os, "scandir", late)
    settle(folder)
    (folder / ".new").mkdir()
    assert list(unsettled(tmp_path)) == []
    assert held(folder) == OLD


def test_a_change_that_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    folder = lay(tmp_path / "issue", OLD)
    with pytest.raises(DigestError, match="issue: cannot be written") as caught:
        replace_together(folder, {"issue.html": b"new", "no/such/folder": b"new"})
    assert caught.value.hint
    assert held(folder) == OLD
    assert not (folder / ".new").exists()


def test_what_a_killed_change_left_is_thrown_away_by_the_next(tmp_path: Path) -> None:
    folder = lay(tmp_path / "issue", OLD)
    lay(folder / ".new" / "0123", {"issue.txt": b"half"})
    settle(folder)
    assert held(folder) == OLD
    replace_together(folder, {"issue.html": b"new"})
    assert not (folder / ".new").exists()
    assert held(folder) == {**OLD, "issue.html": b"new"}


def test_nothing_new_touches_nothing(tmp_path: Path) -> None:
    folder = lay(tmp_path / "issue", OLD)
    before = folder.stat().st_mtime_ns
    replace_together(folder, {**OLD, "missing": None})
    assert folder.stat().st_mtime_ns == before
