"""A file with a mistake or a finding is opened in the user's own editor."""

import os
import shlex
import shutil
import subprocess
import threading
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from digest.app.preview.mistakes import file_named
from digest.app.wiring import Project
from digest.preview.desk import Json, RefusedError
from digest.store import checks

GOTO = {"code": "-g", "codium": "-g", "cursor": "-g"}
COLON = {*GOTO, "subl", "zed"}  # they take FILE:LINE, others +LINE FILE


def run(project: Project, built: Mapping[str, Mapping[str, Any]], body: Json) -> Json:
    """Open the `file` of `body` at its `line`, if a mistake or a finding named it.

    Raises:
        RefusedError: none did, or no editor is known.
    """
    file, line = body.get("file"), body.get("line") or 1
    if not isinstance(file, str) or not isinstance(line, int):
        raise RefusedError('expected {"file": a path, "line": a number}', status=400)
    if Path(file) not in set(_named(project, built)):
        raise RefusedError("no mistake and no finding is in that file", status=404)
    said = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    words = command(said, file, line)
    if not shutil.which(words[0]):
        hint = "set VISUAL to an editor with a window of its own, such as code"
        raise RefusedError(f"no editor {said}".strip(), hint, 404)
    start = partial(subprocess.run, words, check=False, stdin=subprocess.DEVNULL)
    threading.Thread(target=start, daemon=True).start()  # it is waited for, or it would haunt us
    return {"opened": file}


def command(editor: str, file: str, line: int) -> list[str]:
    """What starts `editor` at a line."""
    words = shlex.split(editor) or [""]
    name = Path(words[0]).stem
    if name in COLON:
        return [*words, *filter(None, [GOTO.get(name)]), f"{file}:{line}"]
    return [*words, f"+{line}", file]


def _named(project: Project, built: Mapping[str, Mapping[str, Any]]) -> Iterator[Path]:
    for told in built.values():
        if told.get("error") and told["error"]["file"]:
            yield Path(told["error"]["file"])
    for folder in project.issues.glob("*/"):
        for location in checks.places(folder).values():
            if location.file and (found := file_named(project, location.file)):
                yield found
