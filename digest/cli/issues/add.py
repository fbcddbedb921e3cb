"""`digest issues add`."""

from typing import Annotated, Any

import typer

from digest.app.options import Globals
from digest.cli.issues.edited import Alt, Blurb, Image, Section, Title, given, tell, text_of

Words = Annotated[
    list[str] | None,
    typer.Argument(metavar="[ISSUE] URL", help="A page; its title, summary and image are fetched."),
]
Place = Annotated[
    int | None, typer.Option("--place", metavar="N", min=1, help="From 1; else its section's end.")
]
Sponsor = Annotated[bool, typer.Option("--sponsor", help="An advertisement, labelled as one.")]
Text = Annotated[
    str | None, typer.Option("--text", metavar="TEXT|-", help="Markdown, in place of a URL.")
]
Again = Annotated[bool, typer.Option("--again", help="Even if a sent issue had it.")]
Private = Annotated[bool, typer.Option("--allow-private", help="The host is in our own network.")]


def command(
    context: typer.Context,
    words: Words = None,
    title: Title = None,
    blurb: Blurb = None,
    image: Image = None,
    alt: Alt = None,
    section: Section = None,
    place: Place = None,
    sponsor: Sponsor = False,
    text: Text = None,
    again: Again = False,
    allow_private: Private = False,
) -> None:
    """Put a page, a sponsor or a text of your own into an issue."""
    from digest.app import additions
    from digest.app.curation import split
    from digest.app.wiring import open_project
    from digest.core.errors import UsageError

    options: Globals = context.obj
    project = open_project(options)
    issue, urls = split(project, words or (), 1 if text is None else 0)
    if len(urls) != (text is None) or (text is not None and (sponsor or blurb is not None)):
        raise UsageError(
            "expected one URL, or --text without --sponsor and --blurb",
            "type: digest issues add URL",
        )
    kind = {"kind": "sponsor"} if sponsor else {"kind": "text"} if text is not None else {}
    shown = given(title=title, blurb=blurb, image=image, alt=alt, section=section)
    what = {"url": urls[0]} if text is None else {"blurb": text_of(text)}
    filled = {key: words for key, words in shown.items() if words}
    own: dict[str, Any] = {**kind, **what, **filled, **({"place": place} if place else {})}
    done = additions.run(project, issue, own, again=again, allow_private=allow_private)
    tell(options, done)
