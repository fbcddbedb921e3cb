"""The browser of the browser tests: the one that tools/chromium finds."""

import subprocess
from pathlib import Path

import pytest

FINDER = Path(__file__).parents[2] / "tools" / "chromium"


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, object],
) -> dict[str, object]:
    found = subprocess.run([FINDER, "--find"], capture_output=True, text=True, check=False)
    assert found.returncode == 0, "no Chromium: run tools/chromium --ensure"
    # Its sandbox refuses to run as root, as in most containers; the pages here are our own.
    return browser_type_launch_args | {
        "executable_path": found.stdout.strip(),
        "args": ["--no-sandbox"],
    }
