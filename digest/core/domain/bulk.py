"""What Gmail, Yahoo and Microsoft demand of who sends 5,000 mails a day, and whether it is so.

Smaller senders are judged by most of them as well. All as of November 2026.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from digest.core.domain.verdict import State, Verdict
from digest.core.quick import dataclass

Met = Literal["met", "not met", "cannot tell"]
Mailbox = Literal["gmail", "yahoo", "microsoft"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a mailbox provider says so, and since when it holds."""

    mailbox: Mailbox
    url: str
    since: str


@dataclass(frozen=True, slots=True)
class BulkRule:
    """`verdicts` names those that decide it; without any it cannot be told, and `fix` says how."""

    name: str
    title: str
    mailboxes: tuple[Mailbox, ...]
    verdicts: tuple[str, ...] = ()
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A rule, whether it is met, and the verdicts that say why."""

    rule: BulkRule
    met: Met
    because: tuple[Verdict, ...] = ()

    @property
    def fix(self) -> str:
        """What to do, where there is something to do."""
        fixes = dict.fromkeys(v.fix for v in self.because if v.fix and v.state != "info")
        return "" if self.met == "met" else "; ".join(fixes) or self.rule.fix


ALL: tuple[Mailbox, ...] = ("gmail", "yahoo", "microsoft")
SOURCES = (
    Source("gmail", "https://support.google.com/a/answer/81126", "2024-02-01"),
    Source("yahoo", "https://senders.yahooinc.com/best-practices/", "2024-02-01"),
    Source(
        "microsoft",
        "https://techcommunity.microsoft.com/blog/microsoftdefenderforoffice365blog/"
        "strengthening-email-ecosystem-outlook%E2%80%99s-new-requirements-for-high%E2%80%90volume-senders/4399730",
        "2025-05-05",
    ),
)
SPF = ("spf-record", "spf-strangers", "spf-lookups", "spf-host")
RULES = (
    BulkRule(
        "spf",
        "SPF passes",
        ALL,
        SPF,
        fix="look for spf=pass in the Authentication-Results of a mail you sent",
    ),
    BulkRule("dkim", "mails are signed by DKIM, with 1024 bits or more", ALL, ("dkim-key",)),
    BulkRule("dmarc", "a DMARC record, at least p=none", ALL, ("dmarc-record",)),
    BulkRule("alignment", "From is aligned with SPF or DKIM", ALL, ("alignment",)),
    BulkRule(
        "one-click",
        "List-Unsubscribe with one click (RFC 8058)",
        ("gmail", "yahoo"),
        ("one-click",),
    ),
    BulkRule(
        "one-click-signed",
        "DKIM signs List-Unsubscribe and List-Unsubscribe-Post",
        ("gmail", "yahoo"),
        fix="see that h= in the DKIM-Signature of a mail you sent names both",
    ),
    BulkRule(
        "ptr",
        "the sending address has a name that leads back (PTR)",
        ("gmail", "yahoo"),
        ("ptr",),
        fix="who runs the server that mailboxes see sets it",
    ),
    BulkRule(
        "tls",
        "mail is handed over encrypted (TLS)",
        ("gmail",),
        ("smtp-tls",),
        fix="it is the server that mailboxes see which must",
    ),
    BulkRule("from", "From is no free mailbox of others", ("gmail", "yahoo"), ("from-domain",)),
    BulkRule("replies", "the address in From can receive mail", ("yahoo", "microsoft"), ("mx",)),
    BulkRule(
        "complaints",
        "fewer than 0.3 % of readers call it spam, better 0.1 %",
        ("gmail", "yahoo"),
        fix="no program can see it: look at postmaster.google.com and Yahoo's Sender Hub",
    ),
    BulkRule(
        "two-days",
        "who unsubscribes gets nothing more after two days",
        ("gmail", "yahoo"),
        fix="see that who leaves is taken out of your list before the next issue",
    ),
)


def judge(verdicts: Iterable[Verdict]) -> Iterator[Judged]:
    """Each rule in its order, met or not by what was found."""
    found = tuple(verdicts)
    for rule in RULES:
        because = tuple(verdict for verdict in found if verdict.name in rule.verdicts)
        yield Judged(rule, _met(rule, because), because)


def sources(rule: BulkRule) -> tuple[Source, ...]:
    """Where the rule stands."""
    return tuple(source for source in SOURCES if source.mailbox in rule.mailboxes)


def _met(rule: BulkRule, because: tuple[Verdict, ...]) -> Met:
    states: set[State] = {verdict.state for verdict in because}
    if rule.name == "dkim" and states & {"ok", "warning"}:  # one good key of several will do
        return "met"
    if rule.name == "one-click" and "warning" in states:  # it is only for bulk senders a mistake
        return "not met"
    if "error" in states:
        return "not met"
    if "unknown" in states or not states & {"ok", "warning"}:
        return "cannot tell"
    return "met"
