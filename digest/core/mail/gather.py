"""Faults become findings: one for each cause, with its place and a count."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, cast

from digest.core.finding import Fault, Finding, Location, Rule, Severity
from digest.core.mail.mail import Mail
from digest.core.mail.whose import post_of
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
        first.fix or (rule.fix if mail.edition else rule.fix_elsewhere or rule.fix),
        _location(first, mail),
        len(faults),
        about,
        tuple(_location(fault, mail) for fault in faults[1 : OTHERS + 1]),
    )


def _location(fault: Fault, mail: Mail) -> Location:
    post = post_of(mail, fault)
    title = post.title if post else fault.post
    return replace(_place(fault, mail), post=one_line(title) if title else None)


def _place(fault: Fault, mail: Mail) -> Location:
    """The line of a template, else of the mail; of a comment the line only."""
    file, element = mail.files.get(fault.part), cast("Any", fault.at)
    if element is None:
        return Location(file, fault.line)
    if not isinstance(element.tag, str):
        return Location(file, element.sourceline)
    known = mail.origin(element, mail.page) if mail.origin else None
    return known or Location(file, *mail.page.place(element))
