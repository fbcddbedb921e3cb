"""Format "jsonl": one finding in each line, for tools that read line by line."""

import json

from digest.core.finding import Finding, Report


def write(report: Report) -> str:
    """A line for each finding; none when there are none."""
    return "".join(_line(report.issue, finding) for finding in report.findings)


def _line(issue: str, finding: Finding) -> str:
    place = finding.location
    data = {
        "issue": issue,
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity,
        "message": finding.message,
        "fix": finding.fix,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "post": place.post,
        "count": finding.count,
        "fingerprint": finding.fingerprint,
    }
    return json.dumps(data, ensure_ascii=False) + "\n"
