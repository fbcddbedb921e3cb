"""`digest check`."""

import os
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Annotated

import typer

from digest.app.options import Globals
from digest.cli.output import say

if TYPE_CHECKING:
    from digest.app.check import Ask
    from digest.app.wiring import Project
    from digest.core.finding import Report, Severity

What = Annotated[
    str | None,
    typer.Argument(
        metavar="[ISSUE|FILE]",
        help="An issue, or a file of HTML or .eml, or - for what is piped. Left out: the newest.",
    ),
]
STDIN = "/dev/stdin"
Format = Annotated[
    str | None,
    typer.Option("--format", metavar="FORM", help="text, json, jsonl, sarif, junit, github, html."),
]
FailOn = Annotated[
    str, typer.Option("--fail-on", metavar="LEVEL", help="Exit 1: error, warning, info or never.")
]
Explain = Annotated[
    str | None, typer.Option("--explain", metavar="RULE", help="Say what a rule is about.")
]
Online = Annotated[
    bool, typer.Option("--online", help="Also ask the servers of links and pictures.")
]


def command(
    context: typer.Context,
    what: What = None,
    form: Format = None,
    fail_on: FailOn = "error",
    online: Online = False,
    explain: Explain = None,
) -> int:
    """Say what is wrong with an issue, or with any mail, before it is sent."""
    from digest.app import rulebook

    options: Globals = context.obj
    if explain is not None:
        say(rulebook.page(rulebook.named(explain)))
        return 0
    form, least = _form(options, form), _least(fail_on)
    report = replace(_report(options, what, online=online), fails=least)
    _write(report, form)
    return 1 if report.failures else 0


def _report(options: Globals, what: str | None, *, online: bool) -> "Report":
    """About a file if there is one of that name, else about an issue."""
    from digest.app import check
    from digest.app.wiring import open_project, project_near
    from digest.config.settings import Checks
    from digest.core.errors import UsageError

    if online and options.offline:
        raise UsageError("--online and --offline cannot both be", "leave out one of them")
    file = (options.directory or Path()) / (STDIN if what == "-" else what) if what else None
    if file and file.exists() and not file.is_dir():
        near = project_near(options)
        checks = near.settings.checks if near else Checks()
        return check.file(file, checks, _ask(options, near) if online else None)
    suffixes = (".html", ".htm", ".eml")
    if file and (file.suffix.lower() in suffixes or len(Path(what or "").parts) > 1):
        if file.is_dir():
            hint = f"name a file in it, or an issue: digest check {file.resolve().name}"
            raise UsageError(f"{what}: is a folder", hint)
        raise UsageError(f"{what}: no such file", "name an issue, or a file of HTML or .eml")
    project = open_project(options)
    return check.issue(project, what, _ask(options, project) if online else None)


def _ask(options: Globals, project: "Project | None") -> "Ask":
    from digest.app import online
    from digest.cli.progress import bar

    return partial(online.answers, project=project, progress=bar(options, "asking servers"))


def _form(options: Globals, form: str | None) -> str:
    from digest.app.shelves import shelf
    from digest.core.errors import UsageError

    if options.json and form not in (None, "json"):
        raise UsageError(f"--json and --format {form} are two forms", "keep one of them")
    form = form or ("json" if options.json else "text")
    if form not in (known := shelf("digest.report")):
        raise UsageError(f"--format {form}: no such form", f"one of {', '.join(known)}")
    return form


def _least(fail_on: str) -> "Severity | None":
    from digest.core.errors import UsageError
    from digest.core.finding import SEVERITIES

    for severity in SEVERITIES:
        if severity == fail_on:
            return severity
    if fail_on == "never":
        return None
    raise UsageError(
        f"--fail-on {fail_on}: no such severity", f"one of {', '.join(SEVERITIES)}, never"
    )


def _write(report: "Report", form: str) -> None:
    from importlib import import_module

    if form == "text":
        from digest.report import text

        terminal = sys.stdout.isatty()
        plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
        width = get_terminal_size().columns if terminal else None
        sys.stdout.write(text.write(report, colour=terminal and not plain, width=width))
    else:
        told = import_module(f"digest.report.{form}").write(report)
        sys.stdout.write(told.encode("utf-8", "replace").decode())  # a file's name may be no text
