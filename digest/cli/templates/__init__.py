"""`digest templates`: one command per file."""

from collections.abc import Callable, Mapping

import typer

from digest.cli.global_options import EPILOG
from digest.cli.templates import begin, eject, list_all

app = typer.Typer(help="The designs that an issue can have.")
COMMANDS: Mapping[str, Callable[..., object]] = {
    "list": list_all.command,
    "eject": eject.command,
    "new": begin.command,
}
for name, command in COMMANDS.items():
    app.command(name, epilog=EPILOG)(command)


@app.callback()
def main() -> None:
    """The designs that an issue can have."""
