"""`digest export`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from digest.app.options import Globals
from digest.cli import options as o
from digest.cli.output import note, say_json

FORMS = "html, txt, eml, mjml, zip, or page: a preview in one file."
To = Annotated[str, typer.Option("--to", metavar="FORM", help=FORMS)]
For = Annotated[
    str | None,
    typer.Option("--for", metavar="PROVIDER", help="With its merge tags: mailchimp, kit, ..."),
]
Output = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE", help="Instead of stdout.")
]


def command(
    context: typer.Context,
    issue: o.Issue = None,
    to: To = "html",
    provider: For = None,
    output: Output = None,
) -> None:
    """Write an issue to stdout, or with -o into a file."""
    from digest.app import export
    from digest.app.wiring import open_project
    from digest.core.errors import UsageError
    from digest.store.files import write

    options: Globals = context.obj
    if output is None and (options.json or (to == "zip" and sys.stdout.isatty())):
        raise UsageError("that needs a file to write to", f"type: digest export --to {to} -o FILE")
    if output and not output.absolute().parent.is_dir():
        raise UsageError(f"{output.absolute().parent}: no such folder", "make it, or name another")
    made = export.run(open_project(options), issue, to, provider)
    if provider and not options.json:
        note(options, f"subject: {made.subject}\npreheader: {made.preheader}")
    if output is None:
        sys.stdout.buffer.write(made.data)
        return
    write(output.absolute(), made.data)
    if options.json:
        known = {"issue": made.issue, "to": to, "file": str(output.absolute()), "for": provider}
        say_json({**known, "subject": made.subject, "preheader": made.preheader})
    else:
        whose = f" for {provider}" if provider else ""
        note(options, f"{output}: {made.issue} as {to}{whose}")
