"""The command tree: all of it for those who look around, and one branch for a command that runs."""

from importlib import import_module

import typer

from digest.cli.global_options import EPILOG

NAMES = (  # the modules of this package that hold a command, or a group of them
    "init", "posts", "build", "check", "preview", "export", "send", "simulate",
    "doctor", "sources", "issues", "templates",
)  # fmt: skip


def tree(*names: str) -> typer.Typer:
    """The application with the commands `names`, or with all."""
    app = typer.Typer(
        name="digest",
        help=main.__doc__,
        epilog=EPILOG,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(main)
    for name in names or NAMES:
        module = import_module(f"digest.cli.{name}")
        if hasattr(module, "app"):
            app.add_typer(module.app, name=name)
        else:
            app.command(name, epilog=EPILOG)(module.command)
    return app


def main() -> None:
    """Picks the recent posts of your blogs and sends them as one good email."""
