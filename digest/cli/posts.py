"""`digest posts`."""

from typing import TYPE_CHECKING, Annotated

import typer

from digest.app.options import Globals, WindowOptions
from digest.cli import options as o
from digest.cli.output import complain, note, say, say_json
from digest.cli.progress import bar

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from digest.core.model import Candidate

Explain = Annotated[
    bool, typer.Option("--explain", help="Say why each is in or out, and where it was read.")
]
Source = Annotated[str | None, typer.Option("--source", metavar="NAME", help="Of one source.")]


def command(
    context: typer.Context,
    week: o.Week = None,
    month: o.Month = None,
    since: o.Since = None,
    until: o.Until = None,
    last: o.Last = None,
    since_last_issue: o.SinceLast = False,
    source: Source = None,
    explain: Explain = False,
    strict: o.Strict = False,
) -> None:
    """List the posts an issue could take; a star marks those that it takes."""
    from digest.app import posts
    from digest.app.wiring import open_project
    from digest.store.posts import candidate_to_json

    options: Globals = context.obj
    window = WindowOptions(week, month, since, until, last, since_last_issue)
    listed = posts.run(
        open_project(options),
        window,
        source=source,
        strict=strict,
        progress=bar(options, "reading sources"),
    )
    for failure in listed.failures:
        complain(f"warning: {failure}")
    zone = listed.window.zone
    if options.json:
        say_json([candidate_to_json(candidate, zone) for candidate in listed.candidates])
        return
    for candidate in listed.candidates:
        say(_row(candidate, zone))
        if explain:
            _explain(candidate, listed.kinds[candidate.post.source])
    for text in listed.moved:
        note(options, text)
    for text in listed.notes if explain else ():
        note(options, f"note: {text}")
    note(options, f"{listed.window.id}: {listed.summary}")


def _row(candidate: "Candidate", zone: "ZoneInfo") -> str:
    from digest.core.window import day

    post = candidate.post
    when = day(post.published, zone) if post.published else "undated"
    return f"{'*' if candidate.selected else ' '} {when!s:<10}  {post.source:<18}  {post.title}"


def _explain(candidate: "Candidate", kind: str) -> None:
    from digest.core.fields import provenance

    read = provenance(candidate.post, kind).items()
    say(f"    {candidate.code}: {candidate.reason}")
    say("    " + ", ".join(f"{field}: {place}" for field, place in read))
