"""`digest templates list`."""

from dataclasses import asdict

import typer

from digest.app.options import Globals
from digest.cli.output import say, say_json


def command(context: typer.Context) -> None:
    """List the designs: where each comes from, what it extends, and which files are overridden."""
    from digest.app import templates
    from digest.app.wiring import open_project

    options: Globals = context.obj
    designs = templates.listed(open_project(options))
    if options.json:
        say_json([asdict(design) for design in designs])
        return
    for design in designs:
        extends = f", extends {design.extends}" if design.extends else ""
        changed = ", overridden: " + " ".join(design.overridden) if design.overridden else ""
        used = ", in use" if design.used else ""
        say(f"{design.name:<16}  {design.origin}{extends}{changed}{used}")
