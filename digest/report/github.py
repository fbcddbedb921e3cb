"""Format "github": annotations that GitHub Actions shows beside the lines of a pull request.

Source: docs.github.com/actions, "Workflow commands", and how github.com/actions/toolkit escapes
them: `%`, CR and LF everywhere, in properties also `:` and `,`.
"""

from digest.core.finding import Finding, Location, Report

COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def write(report: Report) -> str:
    """A line for each finding."""
    return "".join(_line(finding) for finding in report.findings)


def escaped(text: str) -> str:
    """`text` as the message of a command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escaped_property(text: str) -> str:
    """`text` as the value of a property."""
    return escaped(text).replace(":", "%3A").replace(",", "%2C")


def _line(finding: Finding) -> str:
    place = finding.location.on_disk
    beyond = finding.location if place != finding.location else Location(post=place.post)
    properties = {
        "file": place.file,
        "line": place.line,
        "col": place.column,
        "title": f"{finding.rule} {finding.name}",
    }
    told = ",".join(f"{k}={escaped_property(str(v))}" for k, v in properties.items() if v)
    lines = (finding.told, str(beyond), finding.fix)
    message = escaped("\n".join(line for line in lines if line))
    return f"::{COMMANDS[finding.severity]} {told}::{message}\n"
