"""`digest issues pin`."""

import typer

from digest.cli.issues.edited import Undo, Words, name_posts


def command(context: typer.Context, words: Words, undo: Undo = False) -> None:
    """Take posts into an issue, whatever their date and the caps."""
    name_posts(context.obj, "pin", words, undo=undo)
