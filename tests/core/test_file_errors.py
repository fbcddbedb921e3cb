from errno import EACCES, EISDIR, ENOSPC
from pathlib import Path

import pytest

from digest.core.file_errors import unreadable, unwritable

FILE = Path("digest.toml")
NO_TEXT = UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")


@pytest.mark.parametrize(
    ("error", "reason", "hint"),
    [
        (OSError(EACCES, "Permission denied", "digest.toml"), "Permission denied", "permissions"),
        (OSError(EISDIR, "Is a directory", "digest.toml"), "Is a directory", "folder"),
        (NO_TEXT, "it is not UTF-8 text", "save it as UTF-8 text"),
        (OSError("no luck"), "no luck", "disk"),
    ],
)
def test_each_reason_why_a_file_is_unreadable_has_its_hint(
    error: OSError | UnicodeDecodeError, reason: str, hint: str
) -> None:
    message, what_to_do = unreadable(FILE, error, "save it as UTF-8 text")
    assert message == f"digest.toml: cannot be read ({reason})"
    assert hint in what_to_do


def test_a_full_disk_is_told_as_one() -> None:
    message, hint = unwritable(FILE, OSError(ENOSPC, "No space left on device", "digest.toml"))
    assert message == "digest.toml: cannot be written (No space left on device)"
    assert "room" in hint
