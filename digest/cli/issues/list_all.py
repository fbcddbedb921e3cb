"""`digest issues list`."""

import typer

from digest.app.options import Globals
from digest.cli.output import note, say, say_json


def command(context: typer.Context) -> None:
    """List the issues, oldest first: number, state, posts, and when it was sent."""
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
            "sent": stored.sent.get("sent"),
            "folder": str(stored.folder),
        }
        for stored in all_issues(open_project(options).issues)
    ]
    if options.json:
        say_json(rows)
        return
    for row in rows:
        begun = "begun" if row["state"] == "sending" else "sent"
        sent = f"  ({begun} {str(row['sent'])[:10]})" if row["sent"] else ""
        head = f"{row['number']:>4}  {row['issue']:<24}  {row['state']:<8}"
        say(f"{head}  {row['posts']:>3} posts  {row['subject']}{sent}")
    if not rows:
        note(options, "no issues yet: type digest build")
