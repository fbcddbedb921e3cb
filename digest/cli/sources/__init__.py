"""`digest sources`: one command per file."""

from collections.abc import Callable, Mapping

import typer

from digest.cli.global_options import EPILOG
from digest.cli.sources import add, export, import_opml, list_all, remove, try_out

app = typer.Typer(help="The places where posts come from.")
COMMANDS: Mapping[str, Callable[..., object]] = {
    "list": list_all.command,
    "add": add.command,
    "test": try_out.command,
    "remove": remove.command,
    "import": import_opml.command,
    "export": export.command,
}
for name, command in COMMANDS.items():
    app.command(name, epilog=EPILOG)(command)


@app.callback()
def main() -> None:
    """The places where posts come from."""
