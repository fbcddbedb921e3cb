"""Format "json": one document, whose names are stable."""

import json
from dataclasses import asdict

from digest.core.finding import Finding, Report, counts

VERSION = 1


def write(report: Report) -> str:
    """The document as text."""
    return json.dumps(document(report), indent=2, ensure_ascii=False) + "\n"


def document(report: Report) -> dict[str, object]:
    """The document as data."""
    return {
        "version": VERSION,
        "issue": report.issue,
        "summary": counts(report.findings),
        "findings": [entry(finding) for finding in report.findings],
    }


def entry(finding: Finding) -> dict[str, object]:
    """One finding as data; the unknown is null."""
    return {
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity,
        "message": finding.message,
        "fix": finding.fix,
        "location": asdict(finding.location),
        "count": finding.count,
        "fingerprint": finding.fingerprint,
    }
