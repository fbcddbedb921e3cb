"""Format "text": for people; grouped by severity, and in colour where there is a terminal."""

from collections.abc import Iterator
from textwrap import fill

from digest.core.finding import SEVERITIES, Finding, Report, Severity, counts
from digest.core.text import counted

COLOURS: dict[Severity, str] = {"error": "\033[31m", "warning": "\033[33m", "info": "\033[36m"}
BOLD, PLAIN = "\033[1m", "\033[0m"
INDENT = "    "
LEAST_WIDTH = 40  # in a narrower terminal lines are long rather than torn


def write(report: Report, *, colour: bool = False, width: int | None = None) -> str:
    """A block for each severity, and a line that counts them all.

    With a `width` in columns lines break between words; without one each stays whole, for grep.
    """
    blocks = [
        block
        for severity in SEVERITIES
        if (block := "".join(_entries(report, severity, colour=colour, width=width)))
    ]
    return "\n".join([*blocks, f"{summary(report)}\n"])


def summary(report: Report) -> str:
    """`2026-11: 1 error, 2 warnings`."""
    told = [counted(n, name) for name, n in counts(report.findings).items() if n]
    return f"{report.issue}: {', '.join(told) or 'nothing found'}"


def _entries(
    report: Report, severity: Severity, *, colour: bool, width: int | None
) -> Iterator[str]:
    on, bold, off = (COLOURS[severity], BOLD, PLAIN) if colour else ("", "", "")
    for finding in report.findings:
        if finding.severity == severity:
            head = f"{severity} {finding.rule} {finding.name}"
            told = _wrapped(f"{head}: {finding.told}", width, first="")
            shown = f"{on}{severity}{off} {bold}{finding.rule} {finding.name}{off}"
            yield f"{shown}{told.removeprefix(head)}\n"
            yield from (f"{_wrapped(line, width, first=INDENT)}\n" for line in _about(finding))


def _wrapped(text: str, width: int | None, *, first: str) -> str:
    """Addresses and paths are never torn."""
    if not width or width < LEAST_WIDTH:
        return f"{first}{text}"
    return fill(
        text,
        width,
        initial_indent=first,
        subsequent_indent=INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _about(finding: Finding) -> Iterator[str]:
    if place := str(finding.location):
        yield place + _others(finding)
    if finding.fix:
        yield f"to mend: {finding.fix}"


def _others(finding: Finding) -> str:
    first = finding.location
    others = [each.line for each in finding.others if each.file == first.file]
    lines = [str(line) for line in dict.fromkeys(others) if line and line != first.line]
    more = ", ..." if lines and finding.count > len(others) + 1 else ""
    return f", also in line {', '.join(lines)}{more}" if lines else ""
