"""One command, and the one place where errors become words and exit codes."""

import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import typer

from digest.app.options import Globals
from digest.cli.global_options import split
from digest.cli.output import complain, set_up_logging, tell_error
from digest.cli.tree import NAMES, tree
from digest.core.errors import DigestError, UsageError

INTERRUPTED = 130


def run(argv: Sequence[str]) -> int:
    """Run one command and return its exit code; no error leaves as a traceback."""
    try:
        options, rest = split(argv)
        set_up_logging(options)
        return _run(options, rest)
    except DigestError as error:
        tell_error(error)
        return error.exit_code
    except typer.TyperException as error:
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "digest"
        tell_error(UsageError(error.format_message(), f"type: {command} --help"))
        return UsageError.exit_code
    except (KeyboardInterrupt, typer.Abort):
        complain("interrupted")
        return INTERRUPTED
    except OSError as error:
        return _unwritable(error)
    except Exception as error:  # noqa: BLE001 - the last wall before the user
        return _internal(error)


def _unwritable(error: OSError) -> int:
    """Stdout took no more: nobody reads on, which is fine, or the disk is full."""
    with suppress(OSError):  # the interpreter's last flush goes nowhere, instead of failing again
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    if isinstance(error, BrokenPipeError):
        return 0
    complain(f"error: {error.filename or 'stdout'}: {error.strerror}")
    return 2


def _run(options: Globals, rest: Sequence[str]) -> int:
    if sys.stdout is None:
        raise UsageError("stdout is closed", "send it to a file, or to /dev/null")
    app = tree(*(name for name in rest[:1] if name in NAMES))
    try:
        code = app(list(rest) or ["--help"], prog_name="digest", obj=options, standalone_mode=False)
    except SystemExit as ended:  # how click ends when nobody reads what it prints
        if isinstance(ended.__context__, BrokenPipeError):
            raise ended.__context__ from None
        raise
    if code == INTERRUPTED:  # typer makes an exit of it that says nothing
        raise KeyboardInterrupt
    sys.stdout.flush()
    return code if isinstance(code, int) else 0


def _internal(error: Exception) -> int:
    from tempfile import NamedTemporaryFile

    with NamedTemporaryFile("w", prefix="digest-", suffix=".txt", delete=False) as file:
        file.write("".join(traceback.format_exception(error)))
    complain(f"error: digest itself made a mistake ({type(error).__name__}: {error})")
    complain(f"hint: please report it with the details in {Path(file.name)}")
    return 2
