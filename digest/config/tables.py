"""Tables of digest.toml: one function each, mistakes noted in the table."""

from collections.abc import Iterable
from datetime import date, datetime
from email.utils import parseaddr
from pathlib import Path
from zoneinfo import ZoneInfo

from digest.config.reader import Table, nearest
from digest.config.settings import Audience, Delivery, Links, Newsletter
from digest.core.addresses import mailbox
from digest.core.language import TAG
from digest.core.schedule import PERIODS, Schedule

SECRETS = ("env:", "file:", "keyring:")
LAST_PORT = 65535


def read_newsletter(table: Table, links: Links) -> Newsletter:
    """`[newsletter]`: whose letter it is, and how its `links` are marked."""
    title = table.get("title", str, required=True)
    sender = table.get("from", str, required=True)
    if sender is not None and "@" not in parseaddr(sender)[1].strip("@"):
        table.problem("from", f'from = "{sender}": no address in it', 'as in "Me <me@example.org>"')
    texts = {
        name: table.get(name, str)
        for name in ("url", "postal_address", "unsubscribe_url", "preferences_url", "web_url")
    }
    newsletter = Newsletter(
        title=title or "",
        sender=sender or "",
        language=_language(table),
        timezone=_zone(table),
        reason=table.get("reason", str),
        links=links,
        **texts,
    )
    for name in ("url", "unsubscribe_url", "preferences_url", "web_url"):
        value = texts[name]
        if value and not value.startswith(("https://", "http://", "mailto:")):
            table.problem(name, f'{name} = "{value}": not a web address', "begin with https://")
    table.close()
    return newsletter


def _language(table: Table) -> str:
    tag = table.get("language", str) or "en"
    if not TAG.fullmatch(tag):
        table.problem("language", f'language = "{tag}": no language tag', 'as in "en" or "de-AT"')
    return tag


def _zone(table: Table) -> ZoneInfo:
    name = table.get("timezone", str) or "UTC"
    try:
        return ZoneInfo(name)
    except (ValueError, KeyError, OSError):
        from zoneinfo import available_timezones

        near = nearest(name, available_timezones())
        hint = f'did you mean "{near}"?' if near else 'as in "Europe/Berlin"'
        table.problem("timezone", f'timezone = "{name}": no such time zone', hint)
        return ZoneInfo("UTC")


def read_schedule(table: Table) -> Schedule:
    """`[schedule]`: how often an issue is due."""
    default = Schedule()
    every, starts = table.choice("every", PERIODS), table.get("starts", str) or ""
    anchor = _anchor(table) or default.anchor
    table.close()
    unclear = every is None and table.wrote("every")
    fault = ""
    for period in (*PERIODS, default.every) if unclear else (every or default.every,):
        try:
            return Schedule(period, starts, anchor)
        except ValueError as error:
            fault = str(error)
    table.problem("starts", fault)
    return default


def _anchor(table: Table) -> date | None:
    table.known.add("anchor")
    anchor = table.data.get("anchor")
    if isinstance(anchor, str):
        anchor = _date(anchor)
    if isinstance(anchor, date) and not isinstance(anchor, datetime):
        return anchor
    if "anchor" in table.data:
        table.problem("anchor", "anchor: not a date", "write it as anchor = 2026-01-05")
    return None


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read_audience(table: Table, folder: Path) -> Audience:
    """`[audience]`: who gets it."""
    audience = Audience(table.file("file", folder), table.texts("to"), table.texts("test"))
    if audience.file and audience.to:
        table.problem("to", "[audience] has both file and to", "keep one of them")
    for key, addresses in (("to", audience.to), ("test", audience.test)):
        for address in addresses:
            _check_address(table, key, address)
    table.close()
    return audience


def _check_address(table: Table, key: str, address: str) -> None:
    try:
        mailbox(address.strip())
    except ValueError as error:
        table.problem(key, f'{key} = "{address}": {error}', f'as in {key} = ["me@example.org"]')


def read_delivery(table: Table, folder: Path, providers: Iterable[str]) -> Delivery:
    """`[delivery]`: through whom it is sent."""
    default = Delivery()
    provider = table.choice("provider", providers) or default.provider
    port = table.positive("port", most=LAST_PORT)
    password = table.get("password", str)
    if password and not password.startswith(SECRETS):
        hint = 'write password = "env:SMTP_PASSWORD" and set that variable'
        table.problem("password", "password is a secret in a file that git sees", hint)
    delivery = Delivery(
        provider=provider,
        host=table.get("host", str),
        port=port,
        security=table.choice("security", ("starttls", "tls", "none")) or default.security,
        username=table.get("username", str),
        password=password,
        ca_file=table.file("ca_file", folder),
        dkim_selector=table.texts("dkim_selector"),
    )
    if provider == "smtp" and not delivery.host:
        table.problem(None, "[delivery] lacks host", 'add host = "smtp.example.org"')
    table.close()
    return delivery
