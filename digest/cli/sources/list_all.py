"""`digest sources list`."""

import typer

from digest.app.options import Globals
from digest.cli.output import note, say, say_json


def command(context: typer.Context) -> None:
    """List the sources of digest.toml."""
    from digest.app.wiring import open_project

    options: Globals = context.obj
    sources = open_project(options).settings.sources
    if options.json:
        say_json(
            [
                {"name": s.name, "kind": s.kind, "location": s.location, "section": s.section}
                for s in sources
            ]
        )
        return
    for source in sources:
        say(f"{source.name:<18}  {source.kind:<9}  {source.location}")
    if not sources:
        note(options, "no sources yet: type digest sources add URL")
