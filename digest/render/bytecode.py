"""Compiled templates, kept for the next process, as Python keeps the byte code of its modules.

They lie in the user's cache folder, so that the first build of a new project finds those of the
built-in designs. Byte code may do anything: it is read only where nobody else can write.
"""

import os
import sys
from contextlib import suppress
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from stat import S_ISDIR, S_IWGRP, S_IWOTH
from typing import IO, BinaryIO

from jinja2 import Environment, FileSystemBytecodeCache
from jinja2 import __version__ as jinja_version
from jinja2.bccache import Bucket

SEAL = 16  # bytes
SOURCES = tuple(Path(__file__).with_name(name) for name in ("templates.py", "plain.py"))


class Sealed(Bucket):
    """Byte code behind a hash of it: damaged, it would still run, and say something else."""

    def load_bytecode(self, f: BinaryIO) -> None:
        """Take what is in `f`, unless it is damaged or of another source."""
        seal, code = f.read(SEAL), f.read()
        if seal == _hash(code):
            super().load_bytecode(BytesIO(code))

    def write_bytecode(self, f: IO[bytes]) -> None:
        """Put it into `f`."""
        code = BytesIO()
        super().write_bytecode(code)
        f.write(_hash(code.getvalue()) + code.getvalue())


class Kept(FileSystemBytecodeCache):
    """A cache that is no loss when it cannot be read or written."""

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """What is kept of a template; empty when there is nothing."""
        key, checksum = self.get_cache_key(name, filename), self.get_source_checksum(source)
        bucket = Sealed(environment, key, checksum)
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill `bucket`, as far as there is a file for it."""
        try:
            super().load_bytecode(bucket)
        except Exception:  # noqa: BLE001 - whole, and yet of another Jinja or Python
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what `bucket` has."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def kept(*, autoescape: bool) -> Kept | None:
    """The cache of this Python, Jinja and environment; nothing where there is no safe place.

    Jinja puts what our filters make of a constant into the byte code: it is as old as they are.
    """
    try:
        made_by = _hash(b"".join(path.read_bytes() for path in SOURCES)).hex()
        name = f"{sys.implementation.cache_tag}-jinja2-{jinja_version}-digest-{made_by}"
        folder = _cache_home() / "digest" / name
        folder.mkdir(0o700, parents=True, exist_ok=True)
        safe = _only_mine(folder)
    except (OSError, RuntimeError):  # nowhere to write, or a user without a home
        return None
    return Kept(str(folder), "markup-%s" if autoescape else "plain-%s") if safe else None


def _hash(code: bytes) -> bytes:
    return blake2b(code, digest_size=SEAL).digest()


def _cache_home() -> Path:
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return named if named.is_absolute() else Path.home() / ".cache"


def _only_mine(folder: Path) -> bool:
    state = folder.lstat()
    mine = os.name == "nt" or state.st_uid == os.getuid()
    return mine and S_ISDIR(state.st_mode) and not state.st_mode & (S_IWGRP | S_IWOTH)
