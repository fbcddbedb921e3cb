"""`digest templates eject`."""

from typing import Annotated

import typer

from digest.app.options import Globals
from digest.cli.output import note, say, say_json

Name = Annotated[str, typer.Argument(metavar="NAME", help="The design.")]
Files = Annotated[
    list[str] | None,
    typer.Argument(metavar="[FILE]...", help="Such as item.mjml.j2; none: all that it has itself."),
]
Force = Annotated[bool, typer.Option("--force", help="Also over files that were changed.")]


def command(context: typer.Context, name: Name, files: Files = None, force: Force = False) -> None:
    """Copy the files of a design into templates/, to change them: they win over the built-in."""
    from digest.app import templates
    from digest.app.wiring import open_project

    options: Globals = context.obj
    project = open_project(options)
    copied = templates.eject(project, name, files or (), force=force)
    if options.json:
        say_json([{"file": str(c.file), "said": c.said, "same": c.same} for c in copied])
        return
    for one in copied:
        was = " (was there already)" if one.same else ""
        say(f"{one.file.relative_to(project.settings.folder)}{was}  {one.said}".rstrip())
    note(options, f"next: change them, and type: digest build --template {name}")
