"""`digest templates new`."""

from typing import Annotated

import typer

from digest.app.options import Globals
from digest.cli.output import note, say, say_json

Name = Annotated[str, typer.Argument(metavar="NAME", help="Its name: a folder in templates/.")]
Base = Annotated[str, typer.Option("--from", metavar="DESIGN", help="The design that it extends.")]


def command(context: typer.Context, name: Name, base: Base = "weekly") -> None:
    """Begin a design of your own: a design.toml that extends another one."""
    from digest.app import templates
    from digest.app.wiring import open_project

    options: Globals = context.obj
    project = open_project(options)
    file = templates.new(project, name, base)
    if options.json:
        say_json({"design": name, "extends": base, "file": str(file)})
        return
    say(str(file.relative_to(project.settings.folder)))
    note(options, f"next: type: digest build --template {name}")
    note(options, f"to change a part of it: digest templates eject {name} item.mjml.j2")
