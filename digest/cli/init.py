"""`digest init`."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.app.options import Globals, WindowOptions
from digest.cli.output import complain, note, say, say_json

if TYPE_CHECKING:
    from digest.app.init import Begun
    from digest.app.posts import Listed

Where = Annotated[
    list[str] | None, typer.Argument(metavar="[DIR|URL]...", help="A folder, and blogs to follow.")
]
Sample = Annotated[bool, typer.Option("--sample", help="With sources that build at once.")]
Private = Annotated[
    bool, typer.Option("--allow-private", help="The blogs are in a network of our own.")
]


def command(
    context: typer.Context,
    where: Where = None,
    sample: Sample = False,
    allow_private: Private = False,
) -> int:
    """Begin a newsletter: digest.toml, .gitignore, .gitattributes and the folders."""
    from digest.app import init
    from digest.core.errors import UsageError
    from digest.fetch.web import Web

    options: Globals = context.obj
    urls = [word for word in where or () if "://" in word]
    folders = [word for word in where or () if "://" not in word]
    if len(folders) > 1:
        raise UsageError("several folders: " + ", ".join(folders), "type: digest init DIR")
    if urls and sample:
        raise UsageError("--sample has sources of its own", "leave out one of the two")
    base = (options.directory or Path()).absolute()
    folder = base / Path(*folders).expanduser()
    web = Web(offline=options.offline)
    begun = init.run(folder, urls, sample=sample, web=web, allow_private=allow_private)
    first = _first_issue(options, folder) if begun.sources and urls else None
    if options.json:
        say_json(_as_json(begun, first))
    else:
        _tell(options, begun, first)
        step = "" if folder == base else f"cd {folders[0]} && "
        edit = "" if begun.sources else "add a source with digest sources add URL, then "
        note(options, f"next: {edit}type: {step}digest build")
    return 3 if urls and not begun.sources else 0


def _first_issue(options: Globals, folder: Path) -> "Listed | None":
    from digest.app import posts
    from digest.app.wiring import open_project
    from digest.core.errors import SourceError

    try:
        project = open_project(replace(options, directory=folder, config=Path("digest.toml")))
        return posts.run(project, WindowOptions(), source=None, strict=False)
    except SourceError as error:
        complain(f"warning: the first issue cannot be shown: {error.message}")
        return None


def _titles(listed: "Listed | None") -> list[str]:
    return [c.post.title for c in listed.candidates if c.selected] if listed else []


def _as_json(begun: "Begun", first: "Listed | None") -> dict[str, object]:
    return {
        "folder": str(begun.folder),
        "sources": begun.sources,
        "left_out": [{"url": each.source, "error": each.error} for each in begun.left_out],
        "posts": len(_titles(first)) if first else None,
        "titles": _titles(first),
    }


def _tell(options: Globals, begun: "Begun", first: "Listed | None") -> None:
    from digest.core.text import counted

    for each in begun.left_out:
        hint = f" ({each.hint})" if each.hint else ""
        complain(f"warning: left out {each.source}: {each.error}{hint}")
    say(str(begun.folder))
    if first:
        posts = counted(len(_titles(first)), "post")
        note(options, f"the first issue, {first.window.id}, would have {posts}")
        for title in _titles(first):
            note(options, f"  {title}")
