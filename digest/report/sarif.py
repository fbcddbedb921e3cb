"""Format "sarif": SARIF 2.1.0, which GitHub and other platforms show as code scanning alerts.

Beyond the standard, docs.oasis-open.org/sarif/sarif/v2.1.0, GitHub demands a file, a region and a
`primaryLocationLineHash` of each result, and short descriptions. Source: docs.github.com, "SARIF
support for code scanning", 2026-11.
"""

import json
from pathlib import PurePath
from urllib.parse import quote

from digest import __version__
from digest.core.finding import Finding, Location, Report, Rule, Severity

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
LONGEST = 1024  # characters of a description
PROJECT = "digest.toml"  # where a finding lies that is in no file


def write(report: Report) -> str:
    """One run with all findings, and all rules: an alert is closed when its rule is silent."""
    rules = [_rule(rule) for rule in report.rules]
    numbers = {rule.id: number for number, rule in enumerate(report.rules)}
    driver = {"name": "digest", "version": __version__, "rules": rules}
    results = [_result(finding, numbers[finding.rule]) for finding in report.findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _rule(rule: Rule) -> dict[str, object]:
    why = rule.why or rule.title
    parts = (why, rule.grades, f"What to do: {rule.fix}." if rule.fix else "")
    told = "\n\n".join(part for part in parts if part)
    return {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": " ".join(why.split())[:LONGEST]},
        "help": {"text": told, "markdown": told},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }


def _result(finding: Finding, number: int) -> dict[str, object]:
    place = finding.location
    inside = f" ({place})" if place.on_disk != place else ""
    fix = f" {finding.fix[:1].upper()}{finding.fix[1:]}." if finding.fix else ""
    return {
        "ruleId": finding.rule,
        "ruleIndex": number,
        "level": LEVELS[finding.severity],
        "message": {"text": f"{finding.told}{inside}.{fix}"},
        "locations": [_location(place.on_disk)],
        "partialFingerprints": {
            "primaryLocationLineHash": f"{finding.fingerprint}:1",
            "digest/v1": finding.fingerprint,
        },
        "occurrenceCount": finding.count,
    }


def _location(place: Location) -> dict[str, object]:
    line, column = place.line or 1, place.column or 1
    region = {"startLine": line, "startColumn": column, "endLine": line, "endColumn": column + 1}
    physical = {"artifactLocation": {"uri": artifact(place.file or PROJECT)}, "region": region}
    post = {"logicalLocations": [{"name": place.post, "kind": "element"}]} if place.post else {}
    return {"physicalLocation": physical, **post}


def artifact(file: str) -> str:
    """A URI: relative where it can be, as it is matched with the files of the repository.

    The bytes of a name that is no text are escaped, too.
    """
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(bytes(path))
