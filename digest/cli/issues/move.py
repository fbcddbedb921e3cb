"""`digest issues move`."""

from typing import Annotated

import typer

from digest.app.options import Globals
from digest.cli.issues.edited import tell

Words = Annotated[
    list[str],
    typer.Argument(
        metavar="[ISSUE] POST PLACE", help="PLACE: a number from 1, or first, last, up, down."
    ),
]


def command(context: typer.Context, words: Words) -> None:
    """Put an item at another place of its issue, as readers count."""
    from digest.app import moves
    from digest.app.curation import split
    from digest.app.wiring import open_project
    from digest.core.errors import UsageError

    options: Globals = context.obj
    project = open_project(options)
    issue, rest = split(project, words, 2)
    if len(rest) != 2:
        raise UsageError("a move needs a post and a place", "type: digest issues move POST 1")
    tell(options, moves.run(project, issue, *rest))
