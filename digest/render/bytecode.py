"""Compiled templates, kept for the next process, as Python keeps the byte code of its modules.

They lie in the user's cache folder, so that the first build of a new project finds those of the
built-in designs. Byte code may do anything: it is read only where nobody else can write.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path
from stat import S_ISDIR, S_IWGRP, S_IWOTH

from jinja2 import FileSystemBytecodeCache, __version__
from jinja2.bccache import Bucket

from digest import __version__ as own_version


class Kept(FileSystemBytecodeCache):
    """A cache that is no loss when it cannot be read or written."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill `bucket`, unless the file is missing, of another source, or broken."""
        try:
            super().load_bytecode(bucket)
        except Exception:  # noqa: BLE001 - half a file can be wrong in any way
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what `bucket` has."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def kept(*, autoescape: bool) -> Kept | None:
    """The cache of this Python, Jinja and digest; nothing where there is no safe place for it."""
    made_by = f"{sys.implementation.cache_tag}-jinja2-{__version__}-digest-{own_version}"
    try:
        folder = _cache_home() / "digest" / made_by
        folder.mkdir(0o700, parents=True, exist_ok=True)
        safe = _only_mine(folder)
    except (OSError, RuntimeError):  # nowhere to write, or a user without a home
        return None
    return Kept(str(folder), "markup-%s" if autoescape else "plain-%s") if safe else None


def _cache_home() -> Path:
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return named if named.is_absolute() else Path.home() / ".cache"


def _only_mine(folder: Path) -> bool:
    state = folder.lstat()
    mine = os.name == "nt" or state.st_uid == os.getuid()
    return mine and S_ISDIR(state.st_mode) and not state.st_mode & (S_IWGRP | S_IWOTH)
