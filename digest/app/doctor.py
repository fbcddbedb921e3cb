"""Use case: is this machine, and the sender's domain, ready to send?"""

from collections.abc import Iterator
from email.utils import parseaddr

from digest.app.options import Globals
from digest.app.wiring import Project, open_project
from digest.config.settings import Delivery
from digest.core.addresses import mailbox
from digest.core.domain.bulk import Judged, judge
from digest.core.domain.examine import Sender, examine, first_questions
from digest.core.domain.verdict import Verdict
from digest.core.errors import ConfigError, UsageError
from digest.core.quick import dataclass
from digest.fetch.dns import Dns


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """All verdicts, and the rules for bulk senders; `domain` is None where it was not looked at."""

    domain: str | None
    verdicts: tuple[Verdict, ...]
    bulk: tuple[Judged, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Whether something must be mended before a send."""
        return any(verdict.state == "error" for verdict in self.verdicts)


def run(
    options: Globals, resolver: str | None, selectors: tuple[str, ...], domain: str | None
) -> Diagnosis:
    """Look at the project, and unless offline at the domain in its From, or at `domain`.

    Raises:
        ConfigError: there is no digest.toml and no `domain`, or digest.toml has mistakes.
        UsageError: `resolver` or `domain` is none.
    """
    project = _project(options, domain)
    local = tuple(_set_up(project)) if project else ()
    if options.offline:
        told = "the domain was not looked at (--offline)"
        return Diagnosis(None, (*local, Verdict("Domain", "domain", "info", told)))
    sender = _sender(project, domain, selectors)
    lookup = Dns(resolver)
    lookup.ahead(first_questions(sender))
    if lookup.is_silent:
        return Diagnosis(sender.domain, (*local, _silent(resolver)), tuple(judge(local)))
    verdicts = (*local, *examine(sender, lookup))
    return Diagnosis(sender.domain, verdicts, tuple(judge(verdicts)))


def _set_up(project: Project) -> Iterator[Verdict]:
    from digest.app import doctor_delivery, doctor_machine

    yield from doctor_machine.look(project)
    yield from doctor_delivery.look(project)


def _project(options: Globals, domain: str | None) -> Project | None:
    """The project; for a domain that was named there need not be one."""
    try:
        return open_project(options)
    except ConfigError as error:
        if domain is None or options.config or error.problems:
            raise
        return None


def _silent(resolver: str | None) -> Verdict:
    told = f"no answer from the DNS ({resolver or 'the resolver of this system'})"
    fix = "look at the network, or name another server, as in --resolver 9.9.9.9"
    return Verdict("Domain", "domain", "unknown", told, fix)


def _sender(project: Project | None, domain: str | None, selectors: tuple[str, ...]) -> Sender:
    delivery = project.settings.delivery if project else Delivery()
    wanted = domain or parseaddr(project.settings.newsletter.sender if project else "")[1]
    try:
        name = mailbox(wanted if "@" in wanted else f"postmaster@{wanted}").rpartition("@")[2]
    except ValueError as error:
        told = f"--domain {domain}" if domain else "from in [newsletter]"
        raise UsageError(f"{told}: {error}", "as in --domain example.org") from None
    host = delivery.host if delivery.provider == "smtp" else None
    return Sender(name, host, (*selectors, *delivery.dkim_selector))
