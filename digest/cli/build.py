"""`digest build`."""

import sys
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from digest.app.options import Globals, WindowOptions
from digest.cli import options as o
from digest.cli.output import complain, to_json
from digest.cli.progress import bar

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
    project = open_project(options)
    built = build.run(project, request, bar(options, "reading sources"))
    for failure in built.failures:
        complain(f"warning: {failure}")
    out, err = _said(options, built)
    sys.stderr.write(err)
    sys.stdout.write(out)
    build.remember(project, request, built, options.argv, partial(_said, options))
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


def _said(options: Globals, built: "Built") -> tuple[str, str]:
    """The lines for stdout, and those about it for stderr."""
    if options.json:
        return to_json(as_json(built)), ""
    from digest.core.text import counted

    out, about = "", [built.summary]
    if built.folder and built.html_bytes:
        size = f"{built.html_bytes / 1024:.0f} KB"
        state = " (unchanged)" if built.unchanged else ""
        out = f"{built.folder}/issue.html: {counted(built.posts, 'post')}, {size}{state}\n"
        about.append(_checks(built))
    about += built.notes
    return out, "" if options.quiet else "".join(f"{line}\n" for line in about)


def _checks(built: "Built") -> str:
    """`checks: 1 error (DG204 unsubscribe), 2 warnings: digest check tells more`."""
    from digest.core.text import counted

    found = built.findings or {}
    told = {severity: counted(n, severity) for severity, n in found.items() if n}
    if built.errors:
        told["error"] += f" ({', '.join(dict.fromkeys(built.errors))})"
    return (
        f"checks: {', '.join(told.values())}: digest check tells more"
        if told
        else "checks: nothing found"
    )
