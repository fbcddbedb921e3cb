"""Format "html": one page that can be attached or opened, without anything from elsewhere."""

from html import escape

from digest.core.finding import SEVERITIES, Finding, Report, Rule, Severity
from digest.core.text import counted

STYLE = """
:root { color-scheme: light dark; --ink: #1f1f1f; --soft: #5a5a5a; --paper: #fff; --line: #ddd;
  --error: #b3261e; --warning: #8a5300; --info: #0b57d0; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e8e8; --soft: #b4b4b4; --paper: #1b1b1b;
  --line: #444; --error: #ff8a80; --warning: #ffb74d; --info: #8ab4f8; } }
html { color: var(--ink); background: var(--paper); }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; overflow-wrap: anywhere; }
main { max-width: 48rem; margin: auto; padding: 1rem; }
ul { list-style: none; padding: 0; }
li { border-left: 4px solid; padding: .2rem 0 .2rem 1rem; margin: 0 0 1.5rem; }
li, h2 { border-color: var(--line); }
li p { margin: .2rem 0; }
h1, h2, h3 { line-height: 1.25; }
h3 { font-size: 1rem; margin: 0; }
code { font-size: .9em; }
.soft, summary { color: var(--soft); }
.error { border-color: var(--error); } h2.error { color: var(--error); }
.warning { border-color: var(--warning); } h2.warning { color: var(--warning); }
.info { border-color: var(--info); } h2.info { color: var(--info); }
"""
PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
{blocks}</main>
</body>
</html>
"""


def write(report: Report) -> str:
    """The page: a block for each severity, and in it an entry for each finding."""
    rules = {rule.id: rule for rule in report.rules}
    blocks = "".join(_block(severity, report, rules) for severity in SEVERITIES)
    title = escape(f"Checks of {report.issue}")
    return PAGE.format(title=title, style=STYLE, blocks=blocks or "<p>Nothing found.</p>\n")


def _block(severity: Severity, report: Report, rules: dict[str, Rule]) -> str:
    found = [finding for finding in report.findings if finding.severity == severity]
    if not found:
        return ""
    entries = "".join(_entry(finding, rules.get(finding.rule)) for finding in found)
    return f'<h2 class="{severity}">{counted(len(found), severity)}</h2>\n<ul>\n{entries}</ul>\n'


def _entry(finding: Finding, rule: Rule | None) -> str:
    place = str(finding.location)
    about = f"{rule.title}\n\n{rule.why}".split("\n\n") if rule else ()
    why = "".join(f"<p>{escape(text)}</p>" for text in about)
    return (
        f'<li class="{finding.severity}"><h3>{escape(finding.told)}</h3>\n'
        + (f"<p><code>{escape(place)}</code></p>\n" if place else "")
        + (f"<p>To mend: {escape(finding.fix)}</p>\n" if finding.fix else "")
        + f"<details><summary>{finding.rule} {finding.name}</summary>{why}</details></li>\n"
    )
