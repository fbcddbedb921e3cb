"""What a command does when stdout takes nothing, or nobody reads on: a sentence, no traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMANDS = [["posts"], ["issues", "list"], ["build", "--month", "2026-03"]]


def digest(folder, argv, **streams):
    command = [sys.executable, "-m", "digest", "-C", str(folder), *argv]
    return subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False, **streams)


@pytest.fixture
def ready(built):
    """An issue whose build is remembered word for word."""
    digest(built.folder, COMMANDS[-1], stdout=subprocess.DEVNULL)
    return built.folder


@pytest.mark.parametrize("argv", COMMANDS)
def test_a_full_disk_is_a_sentence_and_exit_2(ready, argv):
    with Path("/dev/full").open("w") as full:
        ran = digest(ready, argv, stdout=full)

    assert ran.returncode == 2
    assert ran.stderr.endswith("error: stdout: No space left on device\n")
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("argv", COMMANDS)
def test_a_closed_stdout_is_a_sentence_and_exit_2(ready, argv):
    ran = digest(ready, argv, preexec_fn=lambda: os.close(1))

    assert ran.returncode == 2
    assert "error: stdout is closed" in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("argv", COMMANDS)
def test_nobody_reading_on_is_no_error(ready, argv):
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as pipe:
        ran = digest(ready, argv, stdout=pipe)

    assert ran.returncode == 0
    assert "Traceback" not in ran.stderr
    assert "error: " not in ran.stderr
