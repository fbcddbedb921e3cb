"""Locks between processes, as the kernel keeps them."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from digest.core.errors import DigestError, GateError
from digest.store import lock
from digest.store.lock import exclusive

HOLDER = """\
import pathlib, sys
from digest.core.errors import DigestError
from digest.store.lock import exclusive
with exclusive(pathlib.Path(sys.argv[1]), DigestError("busy")):
    print("held", flush=True)
    sys.stdin.readline()
"""
BUSY = GateError("another build is running", "wait")
Hold = Callable[[Path], "subprocess.Popen[str]"]


@pytest.fixture
def hold() -> Iterator[Hold]:
    """Has another process hold a lock, until it is told a line or killed."""
    started = []

    def start(path: Path) -> "subprocess.Popen[str]":
        command = [sys.executable, "-c", HOLDER, str(path)]
        pipe = subprocess.PIPE
        started.append(subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True))
        assert started[-1].stdout.readline() == "held\n"
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_a_lock_that_is_held_is_refused_at_once(tmp_path: Path, hold: Hold) -> None:
    process = hold(tmp_path / "deep" / "build.lock")
    with (
        pytest.raises(GateError, match="another build"),
        exclusive(tmp_path / "deep/build.lock", BUSY),
    ):
        pass
    process.communicate("\n")
    with exclusive(tmp_path / "deep/build.lock", BUSY):
        pass


def test_a_lock_of_a_killed_process_is_free(tmp_path: Path, hold: Hold) -> None:
    process = hold(tmp_path / "build.lock")
    process.kill()
    process.wait()
    with exclusive(tmp_path / "build.lock", BUSY):
        pass


def test_who_waits_is_told_so_once_and_gets_the_lock(tmp_path, hold, monkeypatch) -> None:
    monkeypatch.setattr(lock, "TELL_AFTER_S", 0.1)
    process, told = hold(tmp_path / "build.lock"), []

    def tell() -> None:
        told.append("waiting")
        process.stdin.write("\n")
        process.stdin.flush()

    with exclusive(tmp_path / "build.lock", BUSY, patience_s=60, tell=tell):
        assert process.wait(timeout=60) == 0
    assert told == ["waiting"]


def test_patience_ends(tmp_path: Path, hold: Hold) -> None:
    hold(tmp_path / "build.lock")
    with (
        pytest.raises(GateError, match="another build"),
        exclusive(tmp_path / "build.lock", BUSY, patience_s=0.1),
    ):
        pass


def test_a_lock_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "build.lock").mkdir()
    with (
        pytest.raises(DigestError, match=r"build\.lock: cannot be written"),
        exclusive(tmp_path / "build.lock", BUSY),
    ):
        pass


def test_a_system_without_locks_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "possible", lambda: False)
    with (
        pytest.raises(DigestError, match="no file locks"),
        exclusive(tmp_path / "build.lock", BUSY),
    ):
        pass
