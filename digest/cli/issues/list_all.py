"""`digest issues list`."""

import typer

from digest.app.options import Globals
from digest.cli.output import note, say, say_json


def command(context: typer.Context) -> None:
    """List the issues, oldest first, each with its state."""
    from digest.app.wiring import open_project
    from digest.store.issues import all_issues

    options: Globals = context.obj
    rows = [
        {
            "issue": stored.id,
            "number": stored.manifest.number,
            "state": stored.state,
            "posts": len(stored.manifest.posts),
            "subject": stored.manifest.subject,
            "window": dict(stored.manifest.window),
            "folder": str(stored.folder),
        }
        for stored in all_issues(open_project(options).issues)
    ]
    if options.json:
        say_json(rows)
        return
    for row in rows:
        say(f"{row['issue']:<24}  {row['state']:<8}  {row['posts']:>3} posts  {row['subject']}")
    if not rows:
        note(options, "no issues yet: type digest build")
