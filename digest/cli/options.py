"""The options that several commands share."""

from typing import Annotated

import typer

Week = Annotated[str | None, typer.Option("--week", metavar="2026-W47", help="An ISO week.")]
Month = Annotated[str | None, typer.Option("--month", metavar="2026-11", help="A calendar month.")]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="From this day on.")]
Until = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="Up to this day, exclusive.")
]
Last = Annotated[
    str | None, typer.Option("--last", metavar="7d", help="The last days, today included.")
]
SinceLast = Annotated[
    bool, typer.Option("--since-last-issue", help="Since the last issue really sent.")
]
Again = Annotated[bool, typer.Option("--again", help="Keep posts that were sent already.")]
Strict = Annotated[bool, typer.Option("--strict", help="Fail (exit 3) when a source fails.")]
Issue = Annotated[str | None, typer.Argument(metavar="[ISSUE]", help="Left out: the newest draft.")]
Allow = Annotated[
    list[str] | None,
    typer.Option("--allow", metavar="RULE", help="Despite the errors of this check."),
]
