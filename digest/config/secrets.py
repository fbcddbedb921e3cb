"""Secrets: digest.toml names where they are, and only this module reads them.

References: `env:NAME`, `file:path`, `keyring:service/user`. Errors name the reference, never the
value. Whoever holds a secret keeps it in a dataclass field with `repr=False`.
"""

import importlib
import os
from collections.abc import Callable
from pathlib import Path

from digest.core.errors import CredentialsError

HOW = "write a reference: env:SMTP_PASSWORD, file:path/to/secret or keyring:service/user"


def resolve(reference: str, *, folder: Path = Path()) -> str:
    """The secret behind a reference; a relative `file:` path starts at `folder`.

    Raises:
        CredentialsError: not a reference, or there is nothing behind it.
    """
    kind, colon, name = reference.partition(":")
    readers: dict[str, Callable[[str], str]] = {
        "env": _environment,
        "file": lambda path: _file(folder / Path(path).expanduser()),
        "keyring": _keyring,
    }
    if not colon or not name or kind not in readers:
        # What was written may be the secret itself, so it is not repeated.
        raise CredentialsError("a password must not be written out in digest.toml", HOW)
    return readers[kind](name)


def _environment(name: str) -> str:
    if value := os.environ.get(name):
        return value
    raise CredentialsError(
        f"env:{name}: the environment variable is not set", f"type: export {name}=..."
    )


def _file(path: Path) -> str:
    try:
        value = path.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not a UTF-8 text"
        raise CredentialsError(
            f"file:{path}: {reason}", "put the secret there, on one line"
        ) from None
    if not value:
        raise CredentialsError(f"file:{path}: the file is empty", "put the secret there")
    return value


def _keyring(name: str) -> str:
    try:
        keyring = importlib.import_module("keyring")
    except ImportError:
        raise CredentialsError(
            f"keyring:{name}: the package keyring is not installed", "type: pip install keyring"
        ) from None
    service, _, user = name.partition("/")
    hint = f"type: keyring set {service} {user}"
    try:
        value = keyring.get_password(service, user)
    except keyring.errors.KeyringError as error:
        raise CredentialsError(f"keyring:{name}: {error}", hint) from None
    if not value:
        raise CredentialsError(f"keyring:{name}: no such entry", hint)
    return str(value)
