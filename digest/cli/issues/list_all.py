"""`digest issues list`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import typer

from digest.app.options import Globals
from digest.cli.output import note, say, say_json

if TYPE_CHECKING:
    from digest.store.issues import Stored


def command(context: typer.Context) -> None:
    """List the issues, oldest first: number, state, posts, and when it was sent."""
    from digest.app.wiring import open_project
    from digest.store.issues import sorted_out

    options: Globals = context.obj
    found, broken = sorted_out(open_project(options).issues)
    rows = [_as_json(stored) for stored in found]
    if options.json:
        say_json(rows)
    else:
        for row in rows:
            say(_line(row))
    for error in broken.values():
        raise error
    if not rows and not options.json:
        note(options, "no issues yet: type digest build")


def _as_json(stored: "Stored") -> dict[str, object]:
    return {
        "issue": stored.id,
        "number": stored.manifest.number,
        "state": stored.state,
        "posts": len(stored.manifest.posts),
        "subject": stored.manifest.subject,
        "window": dict(stored.manifest.window),
        "sent": stored.sent.get("sent"),
        "folder": str(stored.folder),
    }


def _line(row: Mapping[str, object]) -> str:
    begun = "begun" if row["state"] == "sending" else "sent"
    sent = f"  ({begun} {str(row['sent'])[:10]})" if row["sent"] else ""
    head = f"{row['number']:>4}  {row['issue']:<24}  {row['state']:<8}"
    return f"{head}  {row['posts']:>3} posts  {row['subject']}{sent}"
