"""`digest issues diff`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from digest.app.options import Globals
from digest.cli.output import say, say_json

if TYPE_CHECKING:
    from digest.app.issue_diff import Diff

Old = Annotated[str, typer.Argument(metavar="A", help="The issue to begin with.")]
New = Annotated[str, typer.Argument(metavar="B", help="The issue to compare it with.")]


def command(context: typer.Context, old: Old, new: New) -> None:
    """Tell how two issues differ: posts added, removed, moved and retitled, and other words."""
    from digest.app import issue_diff
    from digest.app.wiring import open_project

    options: Globals = context.obj
    diff = issue_diff.run(open_project(options), old, new)
    if options.json:
        say_json(issue_diff.to_json(diff))
        return
    for line in _lines(diff):
        say(line)


def _lines(diff: "Diff") -> Iterator[str]:
    yield f"{diff.old} -> {diff.new}{': no difference' if diff.same else ''}"
    for pair in diff.words:
        yield f"{pair.name}\n  - {pair.old}\n  + {pair.new}"
    for pair in diff.retitled:
        yield f"retitled\n  - {pair.old}\n  + {pair.new}"
    yield from (f"added     {entry.title}" for entry in diff.added)
    yield from (f"removed   {entry.title}" for entry in diff.removed)
    yield from (f"moved     {pair.name}: {pair.old} -> {pair.new}" for pair in diff.moved)
