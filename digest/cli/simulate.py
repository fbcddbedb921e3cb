"""`digest simulate`."""

from typing import TYPE_CHECKING, Annotated

import typer

from digest.app.options import Globals
from digest.cli.output import complain, note, say, say_json
from digest.cli.progress import bar

if TYPE_CHECKING:
    from digest.app.simulate import Period
    from digest.core.window import Window

Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="Left out: a year ago.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Left out: now.")]
Every = Annotated[
    str | None, typer.Option("--every", metavar="PERIOD", help="day, week, 2 weeks or month.")
]
Starts = Annotated[
    str | None, typer.Option("--starts", metavar="WHEN", help='As in "monday 09:00".')
]


def command(
    context: typer.Context,
    since: Since = None,
    until: Until = None,
    every: Every = None,
    starts: Starts = None,
) -> None:
    """Show the issues that the schedule, or another one, would have made."""
    from digest.app import simulate
    from digest.app.wiring import open_project

    options: Globals = context.obj
    asked = simulate.Asked(since, until, every, starts)
    found = simulate.run(open_project(options), asked, bar(options, "reading sources"))
    for failure in found.failures:
        complain(f"warning: {failure}")
    if options.json:
        say_json([as_json(period) for period in found.periods])
        return
    if found.periods:
        wide = max(len(period.window.id) for period in found.periods)
        say(f"{'issue':<{wide}}  {'window':<35}  posts  sources  state  left over")
        for period in found.periods:
            say(_row(period, wide))
    note(options, found.summary)


def as_json(period: "Period") -> dict[str, object]:
    """The form of `simulate --json`."""
    return {
        "issue": period.window.id,
        "start": period.window.start.isoformat(),
        "end": period.window.end.isoformat(),
        "posts": period.posts,
        "sources": period.sources,
        "state": period.state,
    }


def _row(period: "Period", wide: int) -> str:
    numbers = f"{period.posts:>5}  {period.sources:>7}  {period.state:<5}  {period.left_over:>9}"
    return f"{period.window.id:<{wide}}  {_ends(period.window)}  {numbers}"


def _ends(window: "Window") -> str:
    return f"{window.start:%Y-%m-%d %H:%M} – {window.end:%Y-%m-%d %H:%M}"
