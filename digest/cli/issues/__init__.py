"""`digest issues`: one command per file."""

from collections.abc import Callable, Mapping

import typer

from digest.cli.global_options import EPILOG
from digest.cli.issues import approve, list_all, mark_sent

app = typer.Typer(help="The issues that are built.")
COMMANDS: Mapping[str, Callable[..., object]] = {
    "list": list_all.command,
    "approve": approve.command,
    "mark-sent": mark_sent.command,
}
for name, command in COMMANDS.items():
    app.command(name, epilog=EPILOG)(command)


@app.callback()
def main() -> None:
    """The issues that are built."""
