"""A file with a mistake or a finding is opened in the user's own editor, and no other file."""

import os
import shlex
import subprocess
import threading
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from digest.app.preview.mistakes import file_named
from digest.app.wiring import Project
from digest.core.errors import UsageError
from digest.preview.desk import Json, RefusedError

Call = tuple[str, ...]
# How editors are told the line; others get the file alone.
WITH_WINDOW: Mapping[str, Call] = {
    **dict.fromkeys(("code", "code-insiders", "codium", "cursor"), ("-g", "{file}:{line}")),
    **dict.fromkeys(("subl", "zed"), ("{file}:{line}",)),
    **dict.fromkeys(("idea", "pycharm", "webstorm", "kate"), ("--line", "{line}", "{file}")),
    **dict.fromkeys(("gvim", "gedit", "emacs", "emacsclient"), ("+{line}", "{file}")),
}
IN_TERMINAL: Mapping[str, Call] = {
    **dict.fromkeys(("hx", "helix"), ("{file}:{line}",)),
    **dict.fromkeys(("vi", "vim", "nvim", "nano", "pico", "micro", "kak"), ("+{line}", "{file}")),
    **dict.fromkeys(("ed", "ex", "joe"), ("{file}",)),
}
EMACS = ("emacs", "emacsclient")
NO_WINDOW = frozenset(("-nw", "--no-window-system", "-t", "-tty", "--tty"))


def run(
    project: Project,
    body: Json,
    named: Collection[str],
    environ: Mapping[str, str] = os.environ,
) -> Json:
    """Start the editor with the `file` of `body`, one of `named`, apart from the preview.

    Raises:
        RefusedError: the page was never told of that file, it is elsewhere, or no editor that has
            a window of its own is named.
        UsageError: the editor does not start.
    """
    file = _file(project, body.get("file"), named)
    editor = _editor(environ)
    if not editor:
        hint = 'set VISUAL before the preview starts, as in: export VISUAL="code"'
        raise RefusedError("no editor is named", hint, status=404)
    argv = [*editor, *_place(Path(editor[0]).name, file, body.get("line"))]
    if not _has_window(editor, is_visual=bool(environ.get("VISUAL"))):
        told = f"{Path(editor[0]).name} needs a terminal, and the preview has none for it"
        hint = f'type: {shlex.join(argv)}   or set VISUAL, as in: export VISUAL="code"'
        raise RefusedError(told, hint)
    try:
        started = subprocess.Popen(  # noqa: S603 - the user's own editor
            argv,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise UsageError(f"{editor[0]}: {error.strerror}", "look at VISUAL and EDITOR") from None
    threading.Thread(target=started.wait, daemon=True).start()  # or it would haunt us
    return {"opened": str(file)}


def _editor(environ: Mapping[str, str]) -> list[str]:
    try:
        return shlex.split(environ.get("VISUAL") or environ.get("EDITOR") or "")
    except ValueError as error:
        raise UsageError(f"the editor: {error}", "look at VISUAL and EDITOR") from None


def _file(project: Project, name: object, named: Collection[str]) -> Path:
    """The file behind a name, links followed, if it lies in the project or the built-in designs."""
    if isinstance(name, str) and name in named and (found := file_named(project, name)):
        file = found.resolve()
        homes = (project.settings.folder, *project.templates)
        if any(file.is_relative_to(home.resolve()) for home in homes):
            return file
    raise RefusedError("no mistake and no finding is in that file", status=404)


def _has_window(editor: Sequence[str], *, is_visual: bool) -> bool:
    """Whether somebody will see it: of an unknown one VISUAL promises that, and EDITOR does not."""
    name, *options = Path(editor[0]).name, *editor[1:]
    if name in IN_TERMINAL or (name in EMACS and not NO_WINDOW.isdisjoint(options)):
        return False
    return is_visual or name in WITH_WINDOW


def _place(editor: str, file: Path, line: object) -> list[str]:
    if not isinstance(line, int) or isinstance(line, bool) or line < 1:
        return [str(file)]
    call = WITH_WINDOW.get(editor) or IN_TERMINAL.get(editor) or ("{file}",)
    return [part.format(file=file, line=line) for part in call]
