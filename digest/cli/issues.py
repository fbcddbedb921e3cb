"""`digest issues list|approve|mark-sent`."""

import typer

from digest.app.options import Globals
from digest.cli import options as o
from digest.cli.global_options import EPILOG
from digest.cli.output import note, say, say_json

app = typer.Typer(help="The issues that are built.")


@app.callback()
def main() -> None:
    """The issues that are built."""


@app.command("list", epilog=EPILOG)
def list_issues(context: typer.Context) -> None:
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


@app.command("approve", epilog=EPILOG)
def approve(context: typer.Context, issue: o.Issue = None) -> None:
    """Approve an issue as it is; any change of it takes the approval back."""
    from digest.app import issues
    from digest.app.wiring import open_project

    options: Globals = context.obj
    stored = issues.approve(open_project(options), issue)
    if options.json:
        say_json({"issue": stored.id, "state": stored.state})
    else:
        note(options, f"approved {stored.id}: digest send --yes sends it")


@app.command("mark-sent", epilog=EPILOG)
def mark_sent(context: typer.Context, issue: o.Issue = None) -> None:
    """Say that an issue was sent by other means, so that its posts do not come again."""
    from digest.app import issues
    from digest.app.wiring import open_project

    options: Globals = context.obj
    stored = issues.mark_sent(open_project(options), issue)
    if options.json:
        say_json({"issue": stored.id, "state": stored.state})
    else:
        note(options, f"{stored.id} counts as sent, with {len(stored.manifest.posts)} posts")
