"""Real builds, killed and interrupted while they change an issue, and several at once."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from digest.core.errors import GateError
from digest.store import issues
from digest.store.lock import exclusive

ISSUE = "2026-03"
POST = "---\ntitle: {title}\ndate: 2026-03-0{day}\n---\nSome words about {title}.\n"
CONFIG = """\
[newsletter]
title = "A Letter"
from = "A Letter <letter@example.org>"
[[sources]]
name = "posts"
kind = "markdown"
path = "posts"
"""
# The audit events of Python stand before what they tell of: the signal comes instead of it.
CHILD = """\
import os, sys
from digest.cli.main import run
place, left, sent = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
steps = 0

def count(event, args):
    global steps
    touched = event in ("open", "os.rename", "os.mkdir", "os.remove") and str(args[0])
    if touched and touched.startswith(place):
        steps += 1
        if steps == left:
            os.kill(os.getpid(), sent)

sys.addaudithook(count)
code = run(sys.argv[4:])
print(steps, file=sys.stderr)
sys.exit(code)
"""


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A newsletter with an approved issue, whose posts have changed since."""
    folder = tmp_path / "letter"
    for day, title in enumerate(("First", "Second"), 1):
        write(folder / f"posts/{day}.md", POST.format(title=title, day=day))
    write(folder / "digest.toml", CONFIG)
    for argv in (["build", "--month", ISSUE], ["issues", "approve", ISSUE]):
        subprocess.run([sys.executable, "-m", "digest", "-C", folder, "-q", *argv], check=True)
    write(folder / "posts/1.md", POST.format(title="Another title", day=1))
    write(folder / "posts/3.md", POST.format(title="Third", day=3))
    return folder


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def build(folder: Path, step: int = 0, sent: int = 0) -> subprocess.CompletedProcess[str]:
    """Build; before its step number `step` in the issues' folder the process gets a signal."""
    place = str(folder / "issues")
    argv = [place, str(step), str(sent), "-C", str(folder), "build", "--month", ISSUE]
    command = [sys.executable, "-c", CHILD, *argv]
    return subprocess.run(command, check=False, timeout=60, capture_output=True, text=True)


def found(folder: Path) -> dict[str, bytes]:
    """What a reader finds of the issue."""
    issues.all_issues(folder / "issues")
    place = folder / "issues" / ISSUE
    files = place.iterdir() if place.is_dir() else ()
    return {file.name: file.read_bytes() for file in files if file.is_file()}


def copies(letter: Path) -> Path:
    copy = letter.parent / f"copy-{len(list(letter.parent.iterdir()))}"
    shutil.copytree(letter, copy)
    return copy


def test_a_killed_build_leaves_the_former_issue_or_the_new_one_whole(letter: Path) -> None:
    old, whole = found(letter), copies(letter)
    steps = int(build(whole).stderr.splitlines()[-1])
    new = found(whole)
    assert "approval.json" in old
    assert "approval.json" not in new
    became = []
    for step in range(1, steps + 1, 3):
        copy = copies(letter)
        assert build(copy, step, signal.SIGKILL).returncode == -signal.SIGKILL
        became.append(found(copy))
        assert became[-1] in (old, new)
    assert became[0] == old
    assert became[-1] == new
    assert build(copy).returncode == 0
    assert found(copy) == new
    assert not (copy / "issues" / ISSUE / ".new").exists()


def test_a_killed_first_build_makes_no_issue_or_a_whole_one(letter: Path) -> None:
    shutil.rmtree(letter / "issues")
    whole = copies(letter)
    steps = int(build(whole).stderr.splitlines()[-1])
    counts = set()
    for step in range(1, steps + 1, 4):
        copy = copies(letter)
        assert build(copy, step, signal.SIGKILL).returncode == -signal.SIGKILL
        known = issues.all_issues(copy / "issues")
        counts.add(len(known))
        assert not known or found(copy) == found(whole)
    assert counts == {0, 1}


@pytest.mark.parametrize("step", [1, 12, 20])
def test_an_interrupted_build_ends_with_130_and_the_next_one_is_whole(letter, step) -> None:
    old, whole = found(letter), copies(letter)
    build(whole)
    ran = build(letter, step, signal.SIGINT)
    assert ran.returncode == 130
    assert ran.stderr.startswith("interrupted\n")
    assert found(letter) in (old, found(whole))
    assert build(letter).returncode == 0
    assert found(letter) == found(whole)


def test_builds_at_once_wait_for_each_other(letter: Path) -> None:
    argv = [sys.executable, "-m", "digest", "-C", letter, "-q", "build", "--month", ISSUE]
    together = [subprocess.Popen(argv, stdout=subprocess.DEVNULL) for _ in range(4)]
    assert [process.wait(timeout=60) for process in together] == [0] * 4
    (stored,) = issues.all_issues(letter / "issues")
    assert len(stored.manifest.posts) == 3
    assert issues.read(stored.folder).state == "draft"


def test_a_build_that_waits_says_so_and_goes_on(letter: Path) -> None:
    argv = [sys.executable, "-m", "digest", "-C", letter, "build", "--month", ISSUE]
    busy = GateError("this test holds it")
    with exclusive(letter / ".digest/build.lock", busy):
        process = subprocess.Popen(argv, stderr=subprocess.PIPE, text=True)
        assert process.stderr.readline() == "WARNING: another build is running: waiting for it\n"
    _, err = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "approval is dropped" in err


def test_an_unchanged_build_does_not_wait(letter: Path) -> None:
    assert build(letter).returncode == 0
    with exclusive(letter / ".digest/build.lock", GateError("this test holds it")):
        assert "(unchanged)" in build(letter).stdout
