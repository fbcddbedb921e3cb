"""`digest issues pin`."""

from typing import Annotated

import typer

from digest.app.options import Globals
from digest.cli.issues.edited import Undo, tell

Words = Annotated[
    list[str],
    typer.Argument(metavar="[ISSUE] POST...", help="By URL, title, or words of its title."),
]


def command(context: typer.Context, words: Words, undo: Undo = False) -> None:
    """Take posts into an issue, whatever their date and the caps."""
    from digest.app import pins
    from digest.app.curation import split
    from digest.app.wiring import open_project

    options: Globals = context.obj
    project = open_project(options)
    issue, posts = split(project, words, 1)
    tell(options, pins.put(project, issue, "pin", posts, undo=undo))
