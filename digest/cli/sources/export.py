"""`digest sources export`."""

from typing import Annotated

import typer

from digest.app.options import Globals
from digest.cli.output import note, say, say_json

To = Annotated[str, typer.Option("--to", metavar="opml", help="The form: opml, for feed readers.")]


def command(context: typer.Context, to: To = "opml") -> None:
    """Print the feeds as a subscription list; sections become folders."""
    from digest.app import opml
    from digest.app.wiring import open_project
    from digest.core.errors import UsageError

    options: Globals = context.obj
    if to != "opml":
        raise UsageError(f"--to {to}: no such form", "the only form is opml")
    made = opml.write_out(open_project(options))
    if options.json:
        say_json({"opml": made.text, "feeds": made.feeds, "left_out": list(made.left_out)})
        return
    say(made.text.rstrip("\n"))
    if made.left_out:
        note(options, f"left out, as they are no feeds on the web: {', '.join(made.left_out)}")
