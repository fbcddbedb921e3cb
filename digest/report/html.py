"""Format "html": one page that can be attached or opened, without anything from elsewhere."""

from html import escape

from digest.core.finding import Finding, Report, counts

STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
li { margin: 0 0 1rem; }
code { font-size: .9em; }
b { text-transform: uppercase; font-size: .8em; letter-spacing: .05em; }
.error b { color: light-dark(#b3261e, #ff8a80); }
.warning b { color: light-dark(#8a5300, #ffb74d); }
.info b { color: light-dark(#0b57d0, #8ab4f8); }
"""
PAGE = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>{style}</style>
<h1>{title}</h1>
<p>{summary}</p>
<ol>
{entries}</ol>
</html>
"""


def write(report: Report) -> str:
    """The page."""
    found = counts(report.findings)
    return PAGE.format(
        title=escape(f"Checks of {report.issue}"),
        style=STYLE,
        summary=", ".join(f"{name}: {n}" for name, n in found.items()),
        entries="".join(map(_entry, report.findings)),
    )


def _entry(finding: Finding) -> str:
    place = str(finding.location)
    return (
        f'<li class="{finding.severity}"><b>{finding.severity}</b> {finding.rule} {finding.name}: '
        f"{escape(finding.told)}"
        + (f"<br><code>{escape(place)}</code>" if place else "")
        + (f"<br>To mend: {escape(finding.fix)}" if finding.fix else "")
        + "</li>\n"
    )
