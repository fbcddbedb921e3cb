"""Use case: send an issue, once to everybody, after the gate."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from digest.app import deliver
from digest.app.alone import alone
from digest.app.check import refuse_errors
from digest.app.deliver import Progress, composer
from digest.app.issues import check_fresh, refuse_changed, refuse_repeats, rendered_of
from digest.app.rebuild import rebuild
from digest.app.wiring import Project
from digest.core.delivery import Report
from digest.core.errors import GateError, UsageError
from digest.core.message import Subscriber
from digest.core.model import Rendered
from digest.core.quick import dataclass
from digest.store import issues as store
from digest.store.issues import Stored

UNRECORDED = "outbox"  # its files may be deleted and made again


@dataclass(frozen=True, slots=True)
class Plan:
    """What a send is about to do, for the question before it."""

    issue: str
    subject: str
    people: int
    provider: str
    approved: bool


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a send. `folder` is the outbox, where the provider is one."""

    issue: str
    provider: str
    test: bool
    report: Report
    folder: Path | None = None


def test(
    project: Project, issue_id: str | None, addresses: tuple[str, ...], *, apart: bool
) -> Sent:
    """Send the issue to `addresses`, marked as a test; nothing remembers it.

    With `apart` the subject has the time in it, so that no mail program joins it to another test.

    Raises:
        ConfigError: an address is malformed.
    """
    from digest.delivery.audience import to_subscribers

    stored = store.find(project.issues, issue_id)
    people = to_subscribers(addresses)
    rendered = rendered_of(project, stored)
    if apart:
        rendered = replace(rendered, subject=f"{rendered.subject} ({project.now:%F %T.%f})")
    compose = composer(project, stored, rendered, test=True)
    report = deliver.unrecorded(deliver.Work(project, stored, people, compose))
    return _sent(project, stored, report, test=True)


def run(
    project: Project,
    issue_id: str | None,
    *,
    yes: bool,
    confirm: Callable[[Plan], bool] | None,
    progress: Progress | None = None,
    allow: tuple[str, ...] = (),
) -> Sent:
    """Send an approved issue to those of the audience who have not got it.

    Without `yes`, `confirm` is asked; its yes approves an issue that nobody has approved. Errors of
    the rules in `allow`, and of those that the approval allowed, do not matter.

    Raises:
        GateError: not approved, stale, no audience, errors, or no confirmation.
        UsageError: nobody can be asked.
    """
    stored = _choose(project, issue_id)
    people = audience_of(project)
    if stored.state == "sent":
        return _sent(project, stored, deliver.standing(project, stored), test=False)
    rendered = _checked(project, stored)
    approved = stored.state in ("approved", "sending")
    provider = project.settings.delivery.provider
    if yes and not approved:
        raise GateError(
            f"issue {stored.id} is not approved", f"type: digest issues approve {stored.id}"
        )
    allowed = _pass_checks(project, stored, allow)
    if not yes:
        plan = Plan(stored.id, rendered.subject, len(people), provider, approved)
        _ask(confirm, plan)
        if not approved:
            with alone(project):
                refuse_changed(stored)
                stored = store.approve(stored, project.now, allowed)
    compose = composer(project, stored, rendered, test=False)
    send = deliver.unrecorded if provider == UNRECORDED else deliver.recorded
    report = send(deliver.Work(project, stored, people, compose, progress))
    return _sent(project, stored, report, test=False)


def audience_of(project: Project) -> tuple[Subscriber, ...]:
    """The subscribers that digest.toml names.

    Raises:
        GateError: there are none.
    """
    from digest.delivery.audience import read_csv, to_subscribers

    audience = project.settings.audience
    if audience.file:
        return read_csv(audience.file)
    return to_subscribers(audience.to)


def _choose(project: Project, issue_id: str | None) -> Stored:
    """The issue named, else the one that is approved and not sent to everybody."""
    if issue_id:
        return store.find(project.issues, issue_id)
    known = store.all_issues(project.issues)
    waiting = [stored for stored in known if stored.state in ("approved", "sending")]
    waiting = waiting or [stored for stored in known if stored.was_approved and not stored.sent]
    if len(waiting) == 1:
        return waiting[0]
    if waiting:
        names = ", ".join(stored.id for stored in waiting)
        raise GateError(f"several issues are approved: {names}", "name one: digest send ISSUE")
    raise GateError(
        "no issue is approved and unsent", "type: digest issues approve, or digest send ISSUE"
    )


def _checked(project: Project, stored: Stored) -> Rendered:
    """The issue, if it is what was built, and what was approved when it was."""
    refuse_repeats(project, stored)
    check_fresh(project, stored)
    rendered = rendered_of(project, stored)
    sender = project.settings.newsletter.sender
    content = store.content_hash(
        sender, rendered.subject, rendered.preheader, rendered.html, rendered.text
    )
    approval = stored.approval.get("content", content)
    if not content == stored.manifest.content == approval:
        raise GateError(
            f"issue {stored.id} changed since it was approved",
            f"type: {rebuild(project, stored)}   then digest issues approve {stored.id}",
        )
    return rendered


def _pass_checks(project: Project, stored: Stored, allow: tuple[str, ...]) -> tuple[str, ...]:
    """The rules whose errors are allowed; what was begun is ended, whatever rules there are now."""
    if stored.state == "sending":
        return ()
    approved = stored.approval.get("allowed", ())
    return refuse_errors(project, stored, (*allow, *approved), "digest send")


def _ask(confirm: Callable[[Plan], bool] | None, plan: Plan) -> None:
    if confirm is None and not plan.approved:
        raise GateError(
            f"issue {plan.issue} is not approved", f"type: digest issues approve {plan.issue}"
        )
    if confirm is None:
        raise UsageError("a send asks first, and there is no terminal", "type: digest send --yes")
    if not confirm(plan):
        raise GateError("not confirmed: nothing was sent")


def _sent(project: Project, stored: Stored, report: Report, *, test: bool) -> Sent:
    provider = project.settings.delivery.provider
    folder = project.outbox if provider == "outbox" else None
    return Sent(stored.id, provider, test, report, folder)
