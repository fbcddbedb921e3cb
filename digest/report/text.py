"""Format "text": for people; grouped by severity, and in colour where there is a terminal."""

from collections.abc import Iterator

from digest.core.finding import SEVERITIES, Finding, Report, Severity, counts

COLOURS: dict[Severity, str] = {"error": "\033[31m", "warning": "\033[33m", "info": "\033[36m"}
BOLD, PLAIN = "\033[1m", "\033[0m"


def write(report: Report, *, colour: bool = False) -> str:
    """A block for each severity, and a line that counts them all."""
    blocks = [
        block
        for severity in SEVERITIES
        if (block := "".join(_entries(report, severity, colour=colour)))
    ]
    return "\n".join([*blocks, f"{summary(report)}\n"])


def summary(report: Report) -> str:
    """`2026-11: 1 error, 2 warnings`."""
    found = counts(report.findings)
    words = {"error": "errors", "warning": "warnings", "info": "infos"}
    told = [f"{n} {name if n == 1 else words[name]}" for name, n in found.items() if n]
    return f"{report.issue}: {', '.join(told) or 'nothing found'}"


def _entries(report: Report, severity: Severity, *, colour: bool) -> Iterator[str]:
    on, bold, off = (COLOURS[severity], BOLD, PLAIN) if colour else ("", "", "")
    for finding in report.findings:
        if finding.severity == severity:
            yield f"{on}{severity}{off} {bold}{finding.rule} {finding.name}{off}"
            yield f": {finding.told}\n"
            yield from (f"    {line}\n" for line in _about(finding))


def _about(finding: Finding) -> Iterator[str]:
    if place := str(finding.location):
        yield place + _others(finding)
    if finding.fix:
        yield f"to mend: {finding.fix}"


def _others(finding: Finding) -> str:
    first = finding.location
    others = [each for each in finding.others if each.file == first.file and each != first]
    lines = [str(each.line) for each in others if each.line]
    more = ", ..." if lines and finding.count > len(lines) + 1 else ""
    return f", also in line {', '.join(lines)}{more}" if lines else ""
