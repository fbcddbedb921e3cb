"""What checks find: the data that rules, reports and the gate before a send share.

A rule sees a `Fault`; the runner makes a `Finding` of all faults with one cause.
"""

from collections.abc import Mapping
from dataclasses import field, replace
from hashlib import sha256
from typing import Literal, get_args

from digest.core.quick import dataclass

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
Need = Literal["html", "text", "words", "headers", "message", "issue", "online", "spam"]
Part = Literal["html", "text", "message"]
MOST_TITLE = 70  # characters of a title that a line shows
INNER = ("html", "text")  # `mail.eml#html` is a part of the message


@dataclass(frozen=True, slots=True)
class Location:
    """Where a finding lies: a file with line and column (1-based), and a post's title."""

    file: str | None = None
    line: int | None = None
    column: int | None = None
    post: str | None = None

    def __str__(self) -> str:
        numbers = (self.file, self.line, self.column)
        where = ":".join(str(part) for part in numbers if part is not None)
        post = self.post or ""
        short = f"{post[: MOST_TITLE - 1].rstrip()}…" if len(post) > MOST_TITLE else post
        return ", ".join(part for part in (where, f'in "{short}"' if post else "") if part)

    @property
    def on_disk(self) -> "Location":
        """The file that can be opened: lines of a message's decoded part are none of its file."""
        whole, mark, part = (self.file or "").rpartition("#")
        return replace(self, file=whole, line=None, column=None) if mark and part in INNER else self


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found. `fix` says what to do.

    `count` faults have this one cause; `location` is that of the first, `others` of the next few.
    `about` names the cause in words that a rebuild does not change.
    """

    rule: str
    name: str
    severity: Severity
    message: str
    fix: str = ""
    location: Location = Location()
    count: int = 1
    about: str = ""
    others: tuple[Location, ...] = ()

    @property
    def told(self) -> str:
        """The message, with how often it is so."""
        return f"{self.message} (×{self.count})" if self.count > 1 else self.message

    @property
    def fingerprint(self) -> str:
        """The same for the same cause in every build."""
        told = f"{self.rule}\0{self.about or self.message}"
        return sha256(told.encode("utf-8", "replace")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that a rule objects to.

    `at` is the element of the HTML that it lies in, `line` a line of another `part`. Equal `about`
    is one cause, by default equal `message`. `severity` and `fix` stand for those of the rule.
    """

    message: str
    at: object = None
    line: int | None = None
    part: Part = "html"
    post: str | None = None
    about: str = ""
    severity: Severity | None = None
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A check as its file describes it.

    `fix` speaks to who makes issues, `fix_elsewhere` to who has a mail of another program.
    `title` is the question it asks, `why` the rest of its words, `grades` says what is how severe,
    `limits` has its numbers by name. Where a mail lacks one of `needs`, it does not apply.
    """

    id: str
    name: str
    severity: Severity
    needs: tuple[Need, ...]
    fix: str
    title: str
    why: str
    grades: str = ""
    limits: tuple[tuple[str, str], ...] = ()
    fix_elsewhere: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """All findings about one issue or file, the most severe first, and the rules that exist.

    `mailed` has the place of each in the mail itself, by its fingerprint, where `location` may be
    that of a template. What is as severe as `fails` makes the whole a failure; None does not.
    """

    issue: str
    findings: tuple[Finding, ...]
    rules: tuple[Rule, ...]
    mailed: Mapping[str, Location] = field(default_factory=dict)
    fails: Severity | None = "error"

    @property
    def failures(self) -> tuple[Finding, ...]:
        """The findings that make it a failure."""
        grave = SEVERITIES[: SEVERITIES.index(self.fails) + 1] if self.fails else ()
        return tuple(finding for finding in self.findings if finding.severity in grave)


def counts(findings: tuple[Finding, ...]) -> dict[str, int]:
    """How many findings of each severity."""
    return {name: sum(f.severity == name for f in findings) for name in SEVERITIES}
