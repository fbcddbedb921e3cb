"""`digest sources import`."""

from pathlib import Path
from typing import Annotated

import typer

from digest.app.options import Globals
from digest.cli.output import complain, note, say, say_json

Opml = Annotated[str, typer.Argument(metavar="FILE.opml", help="What a feed reader exported.")]


def command(context: typer.Context, file: Opml) -> None:
    """Follow the feeds of a subscription list; its folders become sections."""
    from digest.app import opml
    from digest.app.wiring import open_project

    options: Globals = context.obj
    base = (options.directory or Path()).absolute()
    location = file if "://" in file else str(base / Path(file).expanduser())
    done = opml.read_in(open_project(options), location)
    if options.json:
        left_out = list(done.unusable)
        say_json({"added": list(done.added), "duplicates": done.duplicates, "left_out": left_out})
        return
    for name in done.added:
        say(name)
    for address in done.unusable:
        complain(f"warning: {address}: not a web address, left out")
    note(options, f"{len(done.added)} added, {done.duplicates} followed already")
