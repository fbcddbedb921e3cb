"""`digest sources remove`."""

from typing import Annotated

import typer

from digest.app.options import Globals
from digest.cli.output import asks, note, say, say_json

Name = Annotated[str, typer.Argument(metavar="NAME", help="As digest sources list shows it.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]


def command(context: typer.Context, name: Name, yes: Yes = False) -> None:
    """Take a source out of digest.toml; comments above it stay."""
    from digest.app import sources
    from digest.app.wiring import open_project
    from digest.core.errors import UsageError

    options: Globals = context.obj
    project = open_project(options)
    source = sources.named(project, name)
    if not yes:
        if not asks(options) or options.json:
            raise UsageError(f"{name} stays: nobody was asked", f"type: {_with_yes(name)}")
        if not typer.confirm(f"Remove {name} ({source.location})?", err=True):
            note(options, "nothing was removed")
            return
    sources.remove(project, name)
    if options.json:
        say_json({"removed": name, "location": source.location})
        return
    say(f"removed {name}: {source.location}")


def _with_yes(name: str) -> str:
    import shlex

    return f"digest sources remove {shlex.quote(name)} --yes"
