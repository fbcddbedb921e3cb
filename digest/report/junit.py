"""Format "junit": a test report, which nearly every CI server shows.

A test case for each rule: what makes `digest check` fail, by `--fail-on`, fails it, the rest is its
output. There is one failure at most, as servers show no second. Source: junit-10.xsd of the Jenkins
plug-in xUnit.
"""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from digest.core.finding import Finding, Report, Rule
from digest.core.text import ILLEGAL


def write(report: Report) -> str:
    """One suite: the issue or file."""
    cases = [_case(report, rule) for rule in report.rules]
    failed = {finding.rule for finding in report.failures}
    numbers = f'tests="{len(cases)}" failures="{len(failed)}" errors="0"'
    name = _attribute(f"digest check {report.issue}")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<testsuites {numbers}>\n"
        f'  <testsuite name={name} {numbers} skipped="0">\n{"".join(cases)}  </testsuite>\n'
        "</testsuites>\n"
    )


def _case(report: Report, rule: Rule) -> str:
    found = [finding for finding in report.findings if finding.rule == rule.id]
    failure = _failure([finding for finding in found if finding in report.failures])
    rest = "\n\n".join(_told(finding) for finding in found if finding not in report.failures)
    output = f"      <system-out>{_text(rest)}</system-out>\n" if rest else ""
    head = f"    <testcase classname={_attribute(report.issue)} name={_attribute(_title(rule))}"
    inside = failure + output
    return f"{head}>\n{inside}    </testcase>\n" if inside else f"{head}/>\n"


def _failure(found: Sequence[Finding]) -> str:
    if not found:
        return ""
    message, kind = _attribute(found[0].message), _attribute(found[0].severity)
    told = _text("\n\n".join(map(_told, found)))
    return f"      <failure message={message} type={kind}>{told}</failure>\n"


def _title(rule: Rule) -> str:
    return f"{rule.id} {rule.name}"


def _told(finding: Finding) -> str:
    lines = (f"{finding.severity}: {finding.told}", str(finding.location), finding.fix)
    return "\n".join(line for line in lines if line)


def _attribute(text: str) -> str:
    return quoteattr(" ".join(ILLEGAL.sub(" ", text).split()))


def _text(text: str) -> str:
    return escape(ILLEGAL.sub(" ", text))
