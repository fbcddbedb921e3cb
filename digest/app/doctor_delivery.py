"""What the doctor says of how a project sends; nothing is ever sent."""

import smtplib
from collections.abc import Iterator
from contextlib import suppress

from digest.app.wiring import Project
from digest.config.secrets import resolve
from digest.config.settings import Delivery
from digest.core.domain.verdict import Verdict
from digest.core.errors import CredentialsError, DigestError
from digest.delivery.smtp_session import PORTS, Security, connect

GROUP = "Sending"
TIMEOUT_S = 10.0


def look(project: Project) -> Iterator[Verdict]:
    """The provider and its secret, the server, who gets it, and how readers leave."""
    delivery = project.settings.delivery
    yield Verdict(GROUP, "provider", "ok", _provider(delivery))
    password = None
    if delivery.password:
        try:
            password = resolve(delivery.password, folder=project.settings.folder)
        except CredentialsError as error:
            yield Verdict(GROUP, "secrets", "error", error.message, error.hint)
        else:
            yield Verdict(GROUP, "secrets", "ok", f"{delivery.password} is there")
    if delivery.provider == "smtp":
        yield _encrypted(delivery)
        if password or not delivery.password:
            yield _server(delivery, password, offline=project.offline)
    yield _audience(project)
    yield _one_click(project)


def _provider(delivery: Delivery) -> str:
    if delivery.provider == "outbox":
        return "outbox: mails are written into .digest/outbox, and nothing is sent"
    return f"{delivery.provider}: {delivery.host}"


def _encrypted(delivery: Delivery) -> Verdict:
    if delivery.security == "none":
        told = 'mail is handed over in the clear (security = "none")'
        fix = 'set security = "starttls" or "tls" in [delivery]'
        return Verdict(GROUP, "smtp-tls", "warning", told, fix)
    told = f"mail is handed over encrypted ({delivery.security}), or not at all"
    return Verdict(GROUP, "smtp-tls", "ok", told)


def _server(delivery: Delivery, password: str | None, *, offline: bool) -> Verdict:
    """Whether the server takes us, up to the login."""
    host, security = delivery.host or "", _security(delivery)
    port = delivery.port or PORTS[security]
    if offline:
        return Verdict(GROUP, "smtp", "info", f"{host}:{port} was not asked (--offline)")
    try:
        smtp = connect(
            host,
            port,
            security,
            username=delivery.username,
            password=password,
            ca_file=delivery.ca_file,
            timeout_s=TIMEOUT_S,
        )
    except DigestError as error:
        return Verdict(GROUP, "smtp", "error", error.message, error.hint)
    with suppress(smtplib.SMTPException, OSError):
        smtp.quit()
    login = f", and our login as {delivery.username}" if delivery.username else ""
    return Verdict(GROUP, "smtp", "ok", f"{host}:{port} takes the connection{login}")


def _security(delivery: Delivery) -> Security:
    known: tuple[Security, ...] = tuple(PORTS)
    return next(security for security in known if security == delivery.security)


def _audience(project: Project) -> Verdict:
    audience = project.settings.audience
    if audience.to:
        return Verdict(GROUP, "audience", "ok", f"addresses in digest.toml: {len(audience.to)}")
    if audience.file is None:
        fix = "name a CSV file in [audience] file"
        return Verdict(GROUP, "audience", "info", "nobody gets it: there is no [audience]", fix)
    from digest.delivery.audience import read_csv

    try:
        people = read_csv(audience.file)
    except DigestError as error:
        return Verdict(GROUP, "audience", "error", error.message, error.hint)
    return Verdict(GROUP, "audience", "ok", f"addresses in {audience.file.name}: {len(people)}")


def _one_click(project: Project) -> Verdict:
    """Whether List-Unsubscribe can have an https address; a page that asks does not count."""
    url = project.settings.newsletter.unsubscribe_url
    fix = "set unsubscribe_url in [newsletter] to an https address with {email} that takes a POST"
    if url is None or not url.startswith("https://"):
        told = "readers leave by mail only: there is no https unsubscribe_url"
        return Verdict(GROUP, "one-click", "warning", told, fix)
    if "{email}" not in url:
        told = "unsubscribe_url is the same for all readers, so that one click cannot tell who left"
        return Verdict(GROUP, "one-click", "warning", told, fix)
    told = f"readers leave by one click, if {url.partition('?')[0]} takes a POST without a question"
    return Verdict(GROUP, "one-click", "ok", told)
