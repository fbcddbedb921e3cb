"""`digest send`."""

from typing import TYPE_CHECKING, Annotated

import typer

from digest.app.options import Globals
from digest.cli import options as o
from digest.cli.output import asks, complain, note, say_json
from digest.cli.progress import bar

if TYPE_CHECKING:
    from digest.app.deliver import Progress
    from digest.app.send import Plan, Sent

To = Annotated[
    list[str] | None, typer.Option("--to", metavar="ADDRESS", help="A test, to this address only.")
]
Issue = Annotated[
    str | None,
    typer.Argument(
        metavar="[ISSUE]",
        help="Left out: the one that is approved and unsent; for --to, the newest draft.",
    ),
]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask; needs an approval made before.")]


def command(
    context: typer.Context,
    issue: Issue = None,
    to: To = None,
    yes: Yes = False,
    allow: o.Allow = None,
) -> int:
    """Send the approved issue to the audience; with --to, a test to one address."""
    from digest.app import send
    from digest.app.wiring import open_project

    options: Globals = context.obj
    project = open_project(options)
    if to:
        sent = send.test(project, issue, tuple(to), apart=False)
    else:
        confirm = _confirm if asks(options) else None
        allowed, progress = tuple(allow or ()), _progress(options)
        sent = send.run(project, issue, yes=yes, confirm=confirm, progress=progress, allow=allowed)
    if options.json:
        say_json(_as_json(sent))
    _tell(options, sent)
    report = sent.report
    return 6 if report.retry or report.rejected or report.unknown else 0


def _progress(options: Globals) -> "Progress | None":
    show = bar(options, "sending")
    return (lambda counts: show(counts.total - counts.open, counts.total)) if show else None


def _confirm(plan: "Plan") -> bool:
    from digest.core.text import counted

    approved = "" if plan.approved else ", and approve it"
    people = counted(plan.people, "address", "addresses")
    complain(f"{plan.issue}: {plan.subject}")
    return typer.confirm(f"Send it to {people} through {plan.provider}{approved}?", err=True)


def _as_json(sent: "Sent") -> dict[str, object]:
    report = sent.report
    return {
        "issue": sent.issue,
        "provider": sent.provider,
        "test": sent.test,
        "sent": report.accepted,
        "already": report.already,
        "waiting": report.retry,
        "rejected": [{"address": address, "answer": answer} for address, answer in report.rejected],
        "unknown": list(report.unknown),
        "folder": str(sent.folder) if sent.folder else None,
    }


def _tell(options: Globals, sent: "Sent") -> None:
    report = sent.report
    what = f"a test of {sent.issue}" if sent.test else sent.issue
    where = f" into {sent.folder}" if sent.folder else ""
    before = f"; {report.already} had it before" if report.already else ""
    note(options, f"sent {what} to {report.accepted}{where}{before}")
    for address, answer in report.rejected:
        complain(f"rejected: {address}: {answer}")
    for address in report.unknown:
        complain(f"unknown: {address} may have it or not; it is not sent again by itself")
    if report.retry:
        complain(f"waiting: {report.retry} could not be reached; digest send tries them again")
