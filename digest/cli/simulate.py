"""`digest simulate`."""

from typing import TYPE_CHECKING, Annotated

import typer

from digest.app.options import Globals
from digest.cli.output import complain, note, say, say_json
from digest.cli.progress import bar

if TYPE_CHECKING:
    from digest.app.simulate import Period, Simulated
    from digest.core.window import Window

NOUNS = ("day", "week", "month")
NAMED = 5  # sources in one line

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
    note(options, _summary(found))
    if found.begin_late:
        note(options, _begin_late(found))


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


def _summary(found: "Simulated") -> str:
    """`46 issues, 3 thin weeks, 8 posts on average (2-12), 5 posts never fit`."""
    from digest.core.text import counted

    if not found.periods:
        return "no period of the schedule begins and ends in that time"
    made = [period.posts for period in found.periods if period.state == "made"]
    states = [period.state for period in found.periods]
    noun = found.schedule.every if found.schedule.every in NOUNS else "period"
    kinds = [(states.count(state), f"{state} {noun}") for state in ("thin", "empty")]
    told = [counted(len(made), "issue"), *(counted(*kind) for kind in kinds if kind[0])]
    if made:
        average = round(sum(made) / len(made))
        told.append(f"{counted(average, 'post')} on average ({min(made)}-{max(made)})")
    if found.never_fit:
        told.append(f"{counted(found.never_fit, 'post')} never fit")
    return ", ".join(told)


def _begin_late(found: "Simulated") -> str:
    """What the periods may lack."""
    named = [f"{name} ({when})" for name, when in found.begin_late.items()]
    more = [f"{len(named) - NAMED} more"] if len(named) > NAMED else []
    sources = ", ".join(named[:NAMED] + more)
    return f"not known is what these had before their oldest post: {sources}"


def _row(period: "Period", wide: int) -> str:
    numbers = f"{period.posts:>5}  {period.sources:>7}  {period.state:<5}  {period.left_over:>9}"
    return f"{period.window.id:<{wide}}  {_ends(period.window)}  {numbers}"


def _ends(window: "Window") -> str:
    return f"{window.start:%Y-%m-%d %H:%M} – {window.end:%Y-%m-%d %H:%M}"
