"""`digest issues approve`."""

import typer

from digest.app.options import Globals
from digest.cli import options as o
from digest.cli.output import note, say_json


def command(context: typer.Context, issue: o.Issue = None, allow: o.Allow = None) -> None:
    """Approve an issue as it is; any change of it takes the approval back."""
    from digest.app import issues
    from digest.app.wiring import open_project

    options: Globals = context.obj
    stored = issues.approve(open_project(options), issue, tuple(allow or ()))
    if options.json:
        say_json({"issue": stored.id, "state": stored.state})
    else:
        note(options, f"approved {stored.id}: digest send --yes sends it")
