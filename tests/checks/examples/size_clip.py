"""DG101 size-clip."""

from dataclasses import replace

from tests.checks.making import Changed, Foreign, in_body

RULE = "DG101"
EXAMPLES = (
    in_body("<p>é</p>" * 12_000, "<p>é</p>" * 8_000, "error", "Gmail clips at 100 KB"),
    in_body("<p>é</p>" * 9_500, "<p>é</p>" * 8_000, "warning", "84 KB"),
)
SEEDS = (
    Foreign("compiled.html", "</body>", f"{'<!-- -->' * 12_000}</body>"),
    Changed(lambda mail: replace(mail, html=mail.html + "<!-- -->" * 12_800)),
)
