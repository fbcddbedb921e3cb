"""`[checks]` of digest.toml: which rules look at an issue, and how severe they are."""

import re
from collections.abc import Iterable, Iterator

from digest.config.reader import Table, nearest
from digest.config.settings import Checks
from digest.core.finding import SEVERITIES, Severity
from digest.core.mail.suppress import Ignore

ADDRESS = re.compile(r"/.+|(?:[\w.-]+|\[[0-9A-Fa-f:.]+\]):\d{1,5}")


def read_checks(table: Table, rules: Iterable[str]) -> Checks:
    """`[checks]`; `rules` are the ids that exist, and asked for only where the table is there."""
    known = tuple(rules) if table.data else ()
    off = tuple(rule for rule in table.texts("off") if _exists(table, "off", rule, known))
    severities, ignores = tuple(_severities(table, known)), tuple(_ignores(table, known))
    checks = Checks(off, severities, ignores, _daemon(table), _clients(table))
    table.close()
    return checks


def _daemon(table: Table) -> str | None:
    """Where spamd listens."""
    address = table.get("spamd", str)
    if address is None or ADDRESS.fullmatch(address):
        return address
    told = f'spamd = "{address}": expected host:port, or the path of a socket'
    table.problem("spamd", told, 'write spamd = "127.0.0.1:783"')
    return None


def _clients(table: Table) -> tuple[str, ...]:
    """The families of mail programs that matter; their data are read where some are named."""
    named = table.texts("clients")
    if not named:
        return ()
    from digest.core.mail.support import families

    known = families()
    for name in named:
        if name not in known:
            near = nearest(name, known)
            hint = f'did you mean "{near}"?' if near else f"one of {', '.join(known)}"
            table.problem("clients", f'clients = "{name}": no such family of mail programs', hint)
    return named


def _severities(table: Table, known: tuple[str, ...]) -> Iterator[tuple[str, Severity]]:
    table.known.add("severity")
    data = table.data.get("severity")
    inner = Table(table.toml, (*table.path, "severity"), data, table.problems)
    for rule in inner.data:
        told = inner.choice(rule, SEVERITIES)
        for severity in SEVERITIES:
            if severity == told and _exists(inner, rule, rule, known):
                yield rule, severity


def _ignores(table: Table, known: tuple[str, ...]) -> Iterator[Ignore]:
    table.known.add("ignore")
    tables = table.data.get("ignore", [])
    if not isinstance(tables, list):
        table.problem("ignore", "ignore should be written as [[checks.ignore]]")
        return
    for number, data in enumerate(tables):
        inner = Table(table.toml, (*table.path, "ignore", number), data, table.problems)
        rule = inner.get("rule", str, required=True)
        post = inner.get("post", str, required=True)
        inner.close()
        if rule and post and _exists(inner, "rule", rule, known):
            yield Ignore(rule, post)


def _exists(table: Table, key: str, rule: str, known: tuple[str, ...]) -> bool:
    if rule in known:
        return True
    near = nearest(rule, known)
    hint = f"did you mean {near}?" if near else "docs/checks.md lists them"
    table.problem(
        key, f'{key} = "{rule}": no such rule' if key != rule else f"no rule {rule}", hint
    )
    return False
