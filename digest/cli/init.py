"""`digest init`."""

from pathlib import Path
from typing import Annotated

import typer

from digest.app.options import Globals
from digest.cli.output import note, say, say_json

Where = Annotated[
    list[str] | None, typer.Argument(metavar="[DIR|URL]...", help="A folder, and feeds to follow.")
]
Sample = Annotated[bool, typer.Option("--sample", help="With sources that build at once.")]


def command(context: typer.Context, where: Where = None, sample: Sample = False) -> None:
    """Begin a newsletter: digest.toml, .gitignore, .gitattributes and the folders."""
    from digest.app import init
    from digest.core.errors import UsageError

    options: Globals = context.obj
    urls = [word for word in where or () if "://" in word]
    folders = [word for word in where or () if "://" not in word]
    if len(folders) > 1:
        raise UsageError("several folders: " + ", ".join(folders), "type: digest init DIR")
    base = (options.directory or Path()).absolute()
    folder = base / Path(*folders).expanduser()
    begun = init.run(folder, urls, sample=sample)
    if options.json:
        say_json({"folder": str(begun.folder), "sources": begun.sources})
        return
    say(str(begun.folder))
    step = "" if folder == base else f"cd {folders[0]} && "
    edit = "" if begun.sources else "add a source to digest.toml, then "
    note(options, f"next: {edit}type: {step}digest build")
