"""Format "sarif": SARIF 2.1.0, which GitHub and other platforms show as code scanning alerts.

Source: docs.oasis-open.org/sarif/sarif/v2.1.0. A line is given always, as GitHub demands one.
"""

import json
from urllib.parse import quote

from digest import __version__
from digest.core.finding import Finding, Location, Report, Rule, Severity

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}


def write(report: Report) -> str:
    """One run with all findings."""
    found = {finding.rule for finding in report.findings}
    rules = [rule for rule in report.rules if rule.id in found]
    driver = {"name": "digest", "version": __version__, "rules": [_rule(rule) for rule in rules]}
    results = [_result(finding) for finding in report.findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _rule(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why or rule.title},
        "help": {"text": rule.fix or rule.title},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }


def _result(finding: Finding) -> dict[str, object]:
    fix = f" {finding.fix[:1].upper()}{finding.fix[1:]}." if finding.fix else ""
    result: dict[str, object] = {
        "ruleId": finding.rule,
        "level": LEVELS[finding.severity],
        "message": {"text": f"{finding.told}.{fix}"},
        "partialFingerprints": {"digest/v1": finding.fingerprint},
        "occurrenceCount": finding.count,
    }
    if locations := _locations(finding.location):
        result["locations"] = [locations]
    return result


def _locations(place: Location) -> dict[str, object]:
    found: dict[str, object] = {}
    if place.file:
        region = {"startLine": place.line or 1, "startColumn": place.column or 1}
        artifact = {"uri": quote(place.file, safe="/#")}
        found["physicalLocation"] = {"artifactLocation": artifact, "region": region}
    if place.post:
        found["logicalLocations"] = [{"name": place.post, "kind": "element"}]
    return found
