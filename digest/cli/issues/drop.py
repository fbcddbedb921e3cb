"""`digest issues drop`."""

import typer

from digest.cli.issues.edited import Undo, Words, name_posts


def command(context: typer.Context, words: Words, undo: Undo = False) -> None:
    """Leave posts out of an issue; a later one may have them."""
    name_posts(context.obj, "drop", words, undo=undo)
