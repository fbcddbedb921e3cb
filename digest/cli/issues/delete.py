"""`digest issues delete`."""

from typing import TYPE_CHECKING, Annotated

import typer

from digest.app.options import Globals
from digest.cli.output import asks, note, say_json

if TYPE_CHECKING:
    from digest.store.issues import Stored

Issue = Annotated[str, typer.Argument(metavar="ISSUE", help="One that was not sent.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]


def command(context: typer.Context, issue: Issue, yes: Yes = False) -> None:
    """Delete a draft; its folder is kept in .digest/deleted, with all that you wrote."""
    from digest.app import issue_delete
    from digest.app.wiring import open_project

    options: Globals = context.obj
    confirm = _confirm if asks(options) else None
    place = issue_delete.run(open_project(options), issue, yes=yes, confirm=confirm)
    if options.json:
        say_json({"issue": issue, "moved_to": str(place)})
    else:
        note(options, f"deleted {issue}: its folder is now {place}")


def _confirm(stored: "Stored") -> bool:
    posts = len(stored.manifest.posts)
    asked = f"Delete {stored.id}, {stored.state}, {posts} posts ({stored.manifest.subject})?"
    return typer.confirm(asked, err=True)
