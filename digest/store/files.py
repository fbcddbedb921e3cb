"""Writing files so that a crash leaves the old or the new one, never half of it."""

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path

from digest.core.errors import DigestError
from digest.core.file_errors import unreadable, unwritable

RESTORE = "restore it from git"


def write(file: Path, data: bytes | str) -> None:
    """Write `data` whole, unless the file holds it already.

    Raises:
        DigestError: the file cannot be written.
    """
    content = data.encode() if isinstance(data, str) else data
    fresh = file.with_name(f".{file.name}.{os.getpid()}.new")
    try:
        if file.is_file() and file.read_bytes() == content:
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(content)
        fresh.replace(file)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink()
        raise DigestError(*unwritable(file, error)) from None


def write_json(file: Path, data: object) -> None:
    """Write `data` as JSON that reads well in a diff."""
    write(file, json_text(data))


def json_text(data: object) -> str:
    """`data` as `write_json` writes it."""
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def read_json(file: Path) -> dict[str, object] | None:
    """The object in `file`, or None when there is no such file.

    Raises:
        DigestError: the file holds something else.
    """
    try:
        data = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise DigestError(*unreadable(file, error, RESTORE)) from None
    except ValueError as error:
        raise DigestError(f"{file}: is no JSON ({error})", RESTORE) from None
    if not isinstance(data, dict):
        raise DigestError(f"{file}: holds no JSON object", RESTORE)
    return data


def sha256(data: bytes | str) -> str:
    """The hash of `data` in hexadecimal."""
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()
