"""Faults become findings: one for each cause, with its place and a count."""

from collections.abc import Iterable, Sequence
from typing import Any

from digest.core.finding import Fault, Finding, Location, Rule, Severity
from digest.core.mail.mail import Mail
from digest.core.mail.suppress import post_of
from digest.core.text import one_line

OTHERS = 5  # further places that a finding names


def gathered(
    rule: Rule, faults: Iterable[Fault], mail: Mail, severity: Severity | None = None
) -> tuple[Finding, ...]:
    """The findings of one rule, in the order in which their causes were met.

    `severity` stands for that of the rule and its faults.
    """
    causes: dict[tuple[str, Severity], list[Fault]] = {}
    for fault in faults:
        grade = severity or fault.severity or rule.severity
        causes.setdefault((fault.about or fault.message, grade), []).append(fault)
    return tuple(
        _finding(rule, about, grade, same, mail) for (about, grade), same in causes.items()
    )


def _finding(
    rule: Rule, about: str, severity: Severity, faults: Sequence[Fault], mail: Mail
) -> Finding:
    first = faults[0]
    return Finding(
        rule.id,
        rule.name,
        severity,
        one_line(first.message),
        first.fix or rule.fix,
        _location(first, mail),
        len(faults),
        about,
        tuple(_location(fault, mail) for fault in faults[1 : OTHERS + 1]),
    )


def _location(fault: Fault, mail: Mail) -> Location:
    post = post_of(mail, fault)
    title = post.title if post else fault.post
    line, column = (fault.line, None) if fault.at is None else _place(fault.at, mail)
    return Location(mail.files.get(fault.part), line, column, one_line(title) if title else None)


def _place(element: Any, mail: Mail) -> tuple[int | None, int | None]:
    """A comment knows its line only."""
    return mail.page.place(element) if isinstance(element.tag, str) else (element.sourceline, None)
