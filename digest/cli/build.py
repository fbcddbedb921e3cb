"""`digest build`."""

from typing import TYPE_CHECKING, Annotated

import typer

from digest.app.options import Globals, WindowOptions
from digest.cli import options as o
from digest.cli.output import complain, note, say, say_json
from digest.cli.progress import reading

if TYPE_CHECKING:
    from digest.app.build import Built

Template = Annotated[str | None, typer.Option("--template", help="A design in templates/.")]
FailIfEmpty = Annotated[bool, typer.Option("--fail-if-empty", help="Exit 5 when nothing is new.")]


def command(
    context: typer.Context,
    week: o.Week = None,
    month: o.Month = None,
    since: o.Since = None,
    until: o.Until = None,
    last: o.Last = None,
    since_last_issue: o.SinceLast = False,
    template: Template = None,
    again: o.Again = False,
    strict: o.Strict = False,
    fail_if_empty: FailIfEmpty = False,
) -> int:
    """Make an issue: without a window option, the one that is due."""
    from digest.app import build
    from digest.app.choose import Request
    from digest.app.wiring import open_project
    from digest.core.errors import UsageError

    if template == "":
        raise UsageError("--template needs a name", "name a folder in templates/, or leave it out")
    options: Globals = context.obj
    window = WindowOptions(week, month, since, until, last, since_last_issue)
    request = Request(window, template, again=again, strict=strict)
    built = build.run(open_project(options), request, reading(options))
    for failure in built.failures:
        complain(f"warning: {failure}")
    if options.json:
        say_json(as_json(built))
    else:
        _tell(options, built)
    return 5 if fail_if_empty and not built.posts else 0


def as_json(built: "Built") -> dict[str, object]:
    """The form of `build --json`."""
    return {
        "issue": built.issue,
        "folder": built.folder,
        "window": built.window,
        "posts": built.posts,
        "html_bytes": built.html_bytes,
        "files": built.files or {"html": None, "txt": None, "eml": None},
        "failures": [{"source": f.source, "error": f.error} for f in built.failures],
        "findings": built.findings,
    }


def _tell(options: Globals, built: "Built") -> None:
    note(options, built.summary)
    if built.folder and built.html_bytes:
        size = f"{built.html_bytes / 1024:.0f} KB"
        state = " (unchanged)" if built.unchanged else ""
        say(f"{built.folder}/issue.html: {built.posts} posts, {size}{state}")
        findings = built.findings or {}
        found = ", ".join(f"{n} {name}" for name, n in findings.items() if n)
        note(options, f"checks: {found}" if found else "checks: nothing found")
    else:
        note(options, f"nothing new for {built.issue}: no issue is made")
    for text in built.notes:
        note(options, text)
