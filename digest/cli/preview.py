"""`digest preview`."""

import sys
from typing import Annotated

import typer

from digest.app.options import Globals
from digest.cli import options as o
from digest.cli.output import note, say, say_json

Port = Annotated[
    int | None, typer.Option("--port", min=0, max=65535, help="Left out: the first free from 8765.")
]
NoOpen = Annotated[bool, typer.Option("--no-open", help="Do not open the browser.")]
ReadOnly = Annotated[bool, typer.Option("--read-only", help="Show, and let nothing be changed.")]


def command(
    context: typer.Context,
    issue: o.Issue = None,
    port: Port = None,
    no_open: NoOpen = False,
    read_only: ReadOnly = False,
) -> int:
    """Show an issue in the browser, as its readers will see it."""
    import threading
    import webbrowser

    from digest.app import preview
    from digest.app.wiring import open_project

    del read_only  # no page of the preview changes anything
    options: Globals = context.obj
    opened = preview.run(open_project(options), issue, port)
    if options.json:
        say_json({"url": opened.url, "issue": opened.issue})
    else:
        say(opened.url)
    sys.stdout.flush()
    if sys.stdout.isatty():
        note(options, "Ctrl-C ends it")
        if not no_open:  # in a thread: a browser of the terminal returns only when it is left
            threading.Thread(target=webbrowser.open, args=(opened.url,), daemon=True).start()
    opened.serve()
    return 0
