"""Several files of a folder change at once: a reader finds all of the old ones, or all of the new.

The new ones are laid into a folder of their own within `.new/`, then a list of them, then each is
moved to its place. Killed before the list is there, nothing has happened, and the next change
throws away what lies about; killed after it, whoever looks next ends the moves.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from digest.core.errors import DigestError
from digest.core.file_errors import unwritable
from digest.store.files import sha256

FOLDER = ".new"
LIST = "commit.json"


def replace_together(folder: Path, files: Mapping[str, bytes | str | None]) -> None:
    """Give the files of `folder` these contents, in this order; one of None goes.

    A file that holds its content already is left alone. Only one process at a time may do this.

    Raises:
        DigestError: a file cannot be written.
    """
    settle(folder)
    contents = {n: data.encode() if isinstance(data, str) else data for n, data in files.items()}
    fresh = {name: data for name, data in contents.items() if _held(folder / name) != data}
    shutil.rmtree(folder / FOLDER, ignore_errors=True)
    if not fresh:
        return
    try:
        _lay_out(folder, fresh)
    except OSError as error:
        shutil.rmtree(folder / FOLDER, ignore_errors=True)
        raise DigestError(*unwritable(folder, error)) from None
    settle(folder)


def settle(folder: Path) -> None:
    """End the moves that a killed process had begun in `folder`, if there are any.

    Several processes may do so at once: a stage is named after what it holds, so that nobody who is
    late touches the stage of another change.

    Raises:
        DigestError: a file cannot be moved.
    """
    for listed in _lists(folder):
        try:
            for name, mark in _names(listed):
                _move(listed.parent, folder, name, gone=mark is None)
        except OSError as error:
            raise DigestError(*unwritable(folder, error)) from None
        listed.unlink(missing_ok=True)
        shutil.rmtree(listed.parent, ignore_errors=True)
        with suppress(OSError):  # another stage lies there
            (folder / FOLDER).rmdir()


def unsettled(root: Path) -> Iterator[Path]:
    """The folders in `root` whose change has begun and not ended."""
    return (begun.parent for begun in root.glob(f"*/{FOLDER}") if _lists(begun.parent))


def _lists(folder: Path) -> tuple[Path, ...]:
    """The changes that have begun; none if somebody else ends the last one meanwhile."""
    try:
        return tuple((folder / FOLDER).glob(f"*/{LIST}"))
    except FileNotFoundError:  # Python 3.11 and 3.12: the folder went while it was looked through
        return ()


def _held(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def _lay_out(folder: Path, files: Mapping[str, bytes | None]) -> None:
    """From the moment at which the list has its name, the change counts as made."""
    hashes = {name: None if data is None else sha256(data) for name, data in files.items()}
    text = json.dumps(hashes).encode()
    stage = folder / FOLDER / sha256(text)[:16]
    stage.mkdir(parents=True)
    for name, data in files.items():
        if data is not None:
            _lay(stage / name, data)
    _lay(stage / f"{LIST}.part", text)
    (stage / f"{LIST}.part").replace(stage / LIST)


def _lay(file: Path, data: bytes) -> None:
    """Write `data` so that it is there even after a loss of power."""
    with file.open("wb") as opened:
        opened.write(data)
        opened.flush()
        os.fsync(opened.fileno())


def _names(listed: Path) -> Iterator[tuple[str, str | None]]:
    """The names and hashes in a list; none if somebody else has ended its moves."""
    try:
        yield from json.loads(listed.read_bytes()).items()
    except FileNotFoundError:
        return


def _move(stage: Path, folder: Path, name: str, *, gone: bool) -> None:
    """What goes is moved into the stage, which is thrown away."""
    one, other = (folder, stage) if gone else (stage, folder)
    with suppress(FileNotFoundError):  # it is moved already
        (one / name).replace(other / name)
