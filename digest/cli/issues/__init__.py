"""`digest issues`: one command per file."""

from collections.abc import Callable, Mapping

import typer

from digest.cli.global_options import EPILOG
from digest.cli.issues import (
    add,
    approve,
    delete,
    diff,
    drop,
    edit,
    list_all,
    mark_sent,
    move,
    pin,
    show,
)

app = typer.Typer(help="The issues that are built.")
COMMANDS: Mapping[str, Callable[..., object]] = {
    "list": list_all.command,
    "show": show.command,
    "diff": diff.command,
    "add": add.command,
    "pin": pin.command,
    "drop": drop.command,
    "move": move.command,
    "edit": edit.command,
    "approve": approve.command,
    "mark-sent": mark_sent.command,
    "delete": delete.command,
}
for name, command in COMMANDS.items():
    app.command(name, epilog=EPILOG)(command)


@app.callback()
def main() -> None:
    """The issues that are built."""
