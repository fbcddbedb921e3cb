"""`digest issues mark-sent`."""

import typer

from digest.app.options import Globals
from digest.cli import options as o
from digest.cli.output import note, say_json


def command(context: typer.Context, issue: o.Issue = None) -> None:
    """Say that an issue was sent by other means, so that its posts do not come again."""
    from digest.app import issues
    from digest.app.wiring import open_project

    options: Globals = context.obj
    stored = issues.mark_sent(open_project(options), issue)
    if options.json:
        say_json({"issue": stored.id, "state": stored.state})
    else:
        note(options, f"{stored.id} counts as sent, with {len(stored.manifest.posts)} posts")
