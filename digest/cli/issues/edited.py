"""What the commands that edit an issue share: their arguments, and what they say."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from digest.app.options import Globals
from digest.cli.output import note, say, say_json

if TYPE_CHECKING:
    from digest.app.curation import Edited
    from digest.app.pins import Key

Title = Annotated[str | None, typer.Option("--title", metavar="TEXT", help="Its title.")]
Blurb = Annotated[str | None, typer.Option("--blurb", metavar="TEXT", help="The words about it.")]
Image = Annotated[str | None, typer.Option("--image", metavar="URL", help="Its picture.")]
Alt = Annotated[str | None, typer.Option("--alt", metavar="TEXT", help="What the picture shows.")]
Section = Annotated[str | None, typer.Option("--section", metavar="TITLE", help="Its heading.")]
Words = Annotated[
    list[str],
    typer.Argument(metavar="[ISSUE] POST...", help="By URL, title, or words of its title."),
]
Undo = Annotated[bool, typer.Option("--undo", help="Take it back.")]


def name_posts(options: Globals, key: "Key", words: Words, *, undo: bool) -> None:
    """Name posts in a list of issue.toml, or take them out of it again."""
    from digest.app import pins
    from digest.app.curation import split
    from digest.app.wiring import open_project

    project = open_project(options)
    issue, posts = split(project, words, 1)
    tell(options, pins.put(project, issue, key, posts, undo=undo))


def tell(options: Globals, edited: "Edited") -> None:
    """What was changed, and what to type to see it."""
    if options.json:
        changed, file = list(edited.changed), str(edited.file)
        say_json({"issue": edited.issue, "changed": changed, "file": file})
        return
    for line in edited.changed:
        say(f"{edited.issue}: {line}")
    for line in edited.notes or ([] if edited.changed else ["nothing to change"]):
        note(options, f"{edited.issue}: {line}")
    if edited.changed:
        note(options, f"next: type: {edited.rebuild}")


def given(**words: str | None) -> dict[str, str]:
    """The options that were typed, by the names of their keys."""
    return {key: text for key, text in words.items() if text is not None}


def text_of(word: str) -> str:
    """What was typed, or for `-` what comes in on stdin."""
    if word != "-":
        return word
    from digest.core.errors import UsageError

    try:
        return sys.stdin.buffer.read().decode("utf-8-sig").replace("\r\n", "\n").rstrip("\n")
    except UnicodeDecodeError:
        raise UsageError("stdin is no text in UTF-8", "save it as UTF-8 text") from None
