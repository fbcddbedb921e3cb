"""Use case: every check over an issue, or over any HTML file or message."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from digest.app import mails, rulebook
from digest.app.scoring import scored
from digest.app.wiring import Project
from digest.config.settings import Checks
from digest.core.errors import GateError
from digest.core.finding import SEVERITIES, Fault, Finding, Location, Report, Rule
from digest.core.mail.gather import gathered
from digest.core.mail.mail import Mail
from digest.core.mail.suppress import UNUSED, Suppression
from digest.store import issues as store
from digest.store.checks import places
from digest.store.files import sha256
from digest.store.issues import Stored

if TYPE_CHECKING:
    from digest.core.probe import Probe

Ask = Callable[[Mail], "Mapping[str, Probe]"]  # what servers say of the addresses in a mail


def run(mail: Mail, settings: Checks) -> tuple[Finding, ...]:
    """All findings, the most severe first."""
    mail = replace(mail, clients=settings.clients) if settings.clients else mail
    severities = dict(settings.severity)
    suppression = Suppression(mail, settings.ignore)
    found: list[Finding] = []
    ran: set[str] = set()

    def add(rule: Rule, faults: list[Fault]) -> None:
        found.extend(gathered(rule, faults, mail, severities.get(rule.id)))

    for rule, look in rulebook.checks():
        if rule.id not in settings.off and mail.has.issuperset(rule.needs):
            ran.add(rule.id)
            add(rule, [f for f in look(mail) if not suppression.covers(rule.id, f)])
    if UNUSED.id not in settings.off:
        known = frozenset(rule.id for rule in rulebook.rules())
        add(UNUSED, list(suppression.unused(frozenset(ran), known)))
    return tuple(sorted(found, key=lambda f: (SEVERITIES.index(f.severity), f.rule)))


def issue(
    project: Project, issue_id: str | None, ask: Ask | None = None, *, quick: bool = False
) -> Report:
    """The findings about an issue as it lies on disk: the newest draft, else the newest of all.

    With `ask`, also about what its links lead to. `quick` leaves out SpamAssassin, as a build does.

    Raises:
        UsageError: there is no such issue, or an output of it is missing.
    """
    stored = store.find_any(project.issues, issue_id)
    settings = project.settings.checks
    mail = _asked(mails.of_stored(project, stored), ask)
    findings = run(mail if quick else scored(mail, settings), settings)
    mailed = {finding.fingerprint: finding.location for finding in findings}
    if sha256(mail.html or "") == stored.manifest.hashes.get(store.OUTPUTS["html"]):
        findings = _with_templates(findings, places(stored.folder))
    return Report(stored.id, findings, rulebook.rules(), mailed)


def file(path: Path, settings: Checks, ask: Ask | None = None) -> Report:
    """The findings about an HTML file or a message of anybody's.

    Raises:
        UsageError: it cannot be read.
    """
    mail = scored(_asked(mails.of_file(path), ask), settings)
    return Report(path.name, run(mail, settings), rulebook.rules())


def _asked(mail: Mail, ask: Ask | None) -> Mail:
    return replace(mail, web=ask(mail)) if ask else mail


def _with_templates(
    findings: tuple[Finding, ...], known: Mapping[str, Location]
) -> tuple[Finding, ...]:
    """The findings at the places that the build knew: it alone has what fills the templates."""
    return tuple(replace(f, location=known.get(f.fingerprint, f.location)) for f in findings)


def refuse_errors(
    project: Project, stored: Stored, allowed: tuple[str, ...], command: str
) -> tuple[str, ...]:
    """The rules whose errors `allowed` lets pass, as far as the issue has such errors.

    Raises:
        GateError: it has others.
        UsageError: `allowed` names a rule that does not exist.
    """
    known = {rulebook.named(rule).id for rule in allowed}
    findings = run(mails.of_stored(project, stored), project.settings.checks)
    errors = [finding for finding in findings if finding.severity == "error"]
    refused = [finding for finding in errors if finding.rule not in known]
    if refused:
        told = "; ".join(f"{f.rule} {f.name}: {f.message} ({f.fix})" for f in refused)
        allow = " ".join(f"--allow {rule}" for rule in dict.fromkeys(f.rule for f in errors))
        raise GateError(
            f"issue {stored.id} does not pass the checks: {told}",
            f"digest check {stored.id} tells how to mend it; all the same: {command} {allow}",
        )
    return tuple(sorted({finding.rule for finding in errors}))
