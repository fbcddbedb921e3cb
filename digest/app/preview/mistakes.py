"""A build that failed, as the page tells it: where, the lines around it, and what to do."""

import re
from pathlib import Path
from typing import Any

from digest.app.preview import private
from digest.app.wiring import Project
from digest.core.errors import ConfigError, DigestError, Problem

AROUND = 2  # lines of an excerpt before and after the one that is wrong
PLACE = re.compile(r"(?:^|(?<=[\s(]))(?P<file>[^\s:][^\n:]*):(?P<line>\d+)(?::(?P<column>\d+))?: ")
FILE = re.compile(r"(?:^|(?<=[\s(]))(?P<file>/[^\n:]+?)(?=:)")
QUOTED = re.compile(r"\n +\d+ \| .*")  # the line itself, as a terminal shows it
POST = re.compile(r"it comes from the post '(.+)' of ")
STRICT = "--strict: "
OFFLINE = "leave out --offline"
ASK = "rebuild here asks its server; or type: digest build"
SAVE = "mend it and save: it is built again by itself"
Json = dict[str, Any]


def told(project: Project, issue: str, error: Exception) -> Json:
    """What the event `build-error` says."""
    if not isinstance(error, DigestError):
        words = f"digest itself made a mistake ({type(error).__name__}: {error})"
        error = DigestError(words, "please report it")
    message = error.message.removeprefix(STRICT)
    file, line, column = _place(project, error)
    return {
        "id": issue,
        "message": private.addresses(_words(project, message, error)),
        "hint": private.addresses(_hint(error)),
        "file": str(file) if file else None,
        "line": line,
        "column": column,
        "excerpt": excerpt(project, file, line) if file and line else [],
        "post": found[1] if (found := POST.search(message)) else None,
    }


def excerpt(project: Project, file: Path, line: int) -> list[Json]:
    """The lines around a line of a file, which may have fewer by now; without secrets."""
    try:
        text = file.read_text("utf-8", "replace")
    except OSError:
        return []
    hides = file.resolve() == project.settings.file.resolve()
    lines = (private.settings(text) if hides else text).splitlines()
    first = max(line - AROUND, 1)
    some = lines[first - 1 : line + AROUND]
    return [{"line": number, "text": text} for number, text in enumerate(some, first)]


def _place(project: Project, error: DigestError) -> tuple[Path | None, int | None, int | None]:
    """The file that is wrong, if the error names one, with line and column."""
    if isinstance(error, ConfigError) and error.file:
        lines = (problem.line for problem in error.problems)
        return file_named(project, error.file), next(filter(None, lines), None), None
    if found := PLACE.search(error.message):
        column = int(found["column"]) if found["column"] else None
        return file_named(project, found["file"]), int(found["line"]), column
    found = FILE.search(error.message)
    return (file_named(project, found["file"]) if found else None), None, None


def file_named(project: Project, name: str) -> Path | None:
    """The file that an error calls `name`, as from the project's folder or a shelf of designs."""
    shelves = (templates.parent for templates in project.templates)
    places = (folder / name for folder in (project.settings.folder, *shelves))
    return next((place for place in places if place.is_file()), None)


def _hint(error: DigestError) -> str:
    """What to do, in a preview that builds again by itself."""
    if isinstance(error, ConfigError):
        return SAVE
    return ASK if error.hint.startswith(OFFLINE) else error.hint


def _words(project: Project, message: str, error: DigestError) -> str:
    """The words alone: where it is, and the line, are told besides."""
    if isinstance(error, ConfigError) and error.problems:
        many = len(error.problems) > 1
        return "\n".join(_one_of(each, numbered=many) for each in error.problems)
    words = QUOTED.sub("", PLACE.sub("", message, count=1))
    return words.replace(f"{project.settings.folder}/", "")


def _one_of(problem: Problem, *, numbered: bool) -> str:
    line = f"line {problem.line}: " if numbered and problem.line else ""
    return f"{line}{problem.message}{f' ({problem.hint})' if problem.hint else ''}"
