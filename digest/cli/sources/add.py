"""`digest sources add`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.app.options import Globals
from digest.cli.output import asks, complain, note, say, say_json
from digest.cli.sources import import_opml

if TYPE_CHECKING:
    from digest.app.discover import Proposal

Where = Annotated[
    str,
    typer.Argument(
        metavar="URL|PATH", help="A blog or its feed; or a folder, a file, an OPML list here."
    ),
]
Name = Annotated[str | None, typer.Option("--name", metavar="NAME", help="Its name.")]
Section = Annotated[
    str | None, typer.Option("--section", metavar="TITLE", help="The heading of its posts.")
]
Kind = Annotated[
    str | None, typer.Option("--kind", metavar="KIND", help="Only what is of this kind.")
]
Yes = Annotated[bool, typer.Option("--yes", help="Take the best without asking.")]
Private = Annotated[
    bool, typer.Option("--allow-private", help="The host is in a network of our own.")
]


def command(
    context: typer.Context,
    where: Where,
    name: Name = None,
    section: Section = None,
    kind: Kind = None,
    yes: Yes = False,
    allow_private: Private = False,
) -> None:
    """Find out how a blog can be followed, and write that into digest.toml."""
    from digest.app import opml, propose, sources
    from digest.app.wiring import open_project, web_of
    from digest.cli.sources import found as shown

    options: Globals = context.obj
    base = (options.directory or Path()).absolute()
    if opml.is_list(base / Path(where).expanduser()):
        import_opml.command(context, where)
        return
    project = open_project(options)
    sources.refuse_known(project, where, name)
    web = web_of(project)
    found = propose.propose(where, base, web, kind=kind, allow_private=allow_private)
    zone = project.settings.newsletter.timezone
    is_asked = asks(options) and not yes and not options.json
    if is_asked or not (options.json or options.quiet):
        complain("\n".join(shown.rows(found, zone)))
    chosen = _ask(found) if is_asked else found[0]
    if chosen is None:
        note(options, "nothing was added")
        return
    keys = sources.keys_of(project, chosen, name, section, allow_private=allow_private)
    if not is_asked:
        propose.refuse_guess(chosen, keys)
    sources.add(project, [keys])
    if options.json:
        say_json({"added": keys, "found": [shown.as_json(each, zone) for each in found]})
        return
    say(f"added {keys['name']}: {chosen.kind} {chosen.url}")


def _ask(found: Sequence["Proposal"]) -> "Proposal | None":
    """The one that a person chooses; the first is the best."""

    def place(answer: str) -> int:
        if answer.isdecimal() and int(answer) <= len(found):
            return int(answer)
        raise typer.BadParameter(f"a number from 0 to {len(found)}")

    if len(found) == 1:
        return found[0] if typer.confirm("\nFollow it?", default=True, err=True) else None
    words = f"\nWhich one? 1 to {len(found)}, 0 for none"
    number: int = typer.prompt(words, default="1", value_proc=place, err=True)
    return found[number - 1] if number else None
