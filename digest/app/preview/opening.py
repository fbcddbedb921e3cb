"""A file with a mistake or a finding is opened in the user's own editor, and no other file."""

import os
import shlex
import subprocess
import threading
from collections.abc import Collection, Mapping
from pathlib import Path

from digest.app.preview.mistakes import file_named
from digest.app.wiring import Project
from digest.core.errors import UsageError
from digest.preview.desk import Json, RefusedError

# How editors are told the line; others get the file alone.
AT_LINE: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("code", "code-insiders", "codium", "cursor"), ("-g", "{file}:{line}")),
    **dict.fromkeys(("subl", "zed", "hx", "helix"), ("{file}:{line}",)),
    **dict.fromkeys(("idea", "pycharm", "webstorm", "kate"), ("--line", "{line}", "{file}")),
    **dict.fromkeys(("vi", "vim", "nvim", "gvim", "nano", "micro", "gedit"), ("+{line}", "{file}")),
    **dict.fromkeys(("emacs", "emacsclient"), ("+{line}", "{file}")),
}


def run(
    project: Project,
    body: Json,
    named: Collection[str],
    environ: Mapping[str, str] = os.environ,
) -> Json:
    """Start the editor with the `file` of `body`, one of `named`, apart from the preview.

    Raises:
        RefusedError: the page was never told of that file, it is elsewhere, or there is no editor.
        UsageError: the editor does not start.
    """
    file = _file(project, body.get("file"), named)
    editor = shlex.split(environ.get("VISUAL") or environ.get("EDITOR") or "")
    if not editor:
        hint = 'set VISUAL before the preview starts, as in: export VISUAL="code"'
        raise RefusedError("no editor is named", hint, status=404)
    argv = [*editor, *_place(Path(editor[0]).name, file, body.get("line"))]
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


def _file(project: Project, name: object, named: Collection[str]) -> Path:
    """The file behind a name, links followed, if it lies in the project or the built-in designs."""
    if isinstance(name, str) and name in named and (found := file_named(project, name)):
        file = found.resolve()
        homes = (project.settings.folder, *project.templates)
        if any(file.is_relative_to(home.resolve()) for home in homes):
            return file
    raise RefusedError("no mistake and no finding is in that file", status=404)


def _place(editor: str, file: Path, line: object) -> list[str]:
    if not isinstance(line, int) or isinstance(line, bool) or line < 1 or editor not in AT_LINE:
        return [str(file)]
    return [part.format(file=file, line=line) for part in AT_LINE[editor]]
