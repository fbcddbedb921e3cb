"""What is said of a file that cannot be read or written: the reason, and what to do about it."""

import errno
from pathlib import Path

PERMISSIONS = "look at the permissions of the file and of its folder"
A_FOLDER = "a file is expected there: name one, or move the folder away"
ROOM = "make room on the disk"
HINTS = {
    errno.EACCES: PERMISSIONS,
    errno.EPERM: PERMISSIONS,
    errno.EROFS: "the disk can only be read: work in another folder",
    errno.EISDIR: A_FOLDER,
    errno.ENOTDIR: "a part of that path is a file where a folder is expected",
    errno.EEXIST: "move away the file that stands where a folder is expected",
    errno.ENOSPC: ROOM,
    errno.EDQUOT: ROOM,
}


def unreadable(file: Path, error: OSError | UnicodeDecodeError, mend: str) -> tuple[str, str]:
    """Message and hint; `mend` is the hint for a file with other bytes than UTF-8 text."""
    if isinstance(error, UnicodeDecodeError):
        return f"{file}: cannot be read (it is not UTF-8 text)", mend
    return f"{file}: cannot be read ({_reason(error)})", _hint(error)


def unwritable(file: Path, error: OSError) -> tuple[str, str]:
    """Message and hint."""
    return f"{file}: cannot be written ({_reason(error)})", _hint(error)


def _reason(error: OSError) -> str:
    """Without the path, which the message names already."""
    return error.strerror or str(error)


def _hint(error: OSError) -> str:
    return HINTS.get(error.errno or 0, "see whether the disk is in order")
