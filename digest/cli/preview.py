"""`digest preview`."""

import sys
from typing import Annotated

import typer

from digest.app.options import Globals
from digest.cli import options as o
from digest.cli.output import note, say, say_json

Port = Annotated[
    int | None,
    typer.Option("--port", min=0, max=65535, help="Or the next free one. Left out: 8765."),
]
NoOpen = Annotated[bool, typer.Option("--no-open", help="Do not open the browser.")]
AllowHost = Annotated[
    str | None,
    typer.Option("--allow-host", metavar="NAME", help="Another name for it: of a forwarded port."),
]
ReadOnly = Annotated[bool, typer.Option("--read-only", help="Show, and let nothing be changed.")]


def command(
    context: typer.Context,
    issue: o.Issue = None,
    port: Port = None,
    no_open: NoOpen = False,
    read_only: ReadOnly = False,
    allow_host: AllowHost = None,
) -> int:
    """Show an issue in the browser, as its readers will see it."""
    import threading
    import webbrowser

    from digest.app import preview

    options: Globals = context.obj
    opened = preview.run(options, issue, port, read_only=read_only, allowed=allow_host)
    if port and opened.port != port:
        note(options, f"port {port} is taken; {opened.port} is the next free one")
    if options.json:
        forwarded = opened.forwarded_url
        say_json({"url": opened.url, "issue": opened.issue, "forwarded_url": forwarded})
    else:
        say("\n".join(filter(None, (opened.url, opened.forwarded_url))))
    sys.stdout.flush()
    if sys.stdout.isatty():
        note(options, "Ctrl-C ends it")
        if not no_open:  # in a thread: a browser of the terminal returns only when it is left
            threading.Thread(target=webbrowser.open, args=(opened.url,), daemon=True).start()
    opened.serve()
    return 0
