"""DG418 contrast-forced-dark."""

from tests.checks.making import Foreign, Planted, in_body

RULE = "DG418"
EXAMPLES = (
    in_body(
        '<p style="background:#000;color:#666;font-size:24px">a</p>',
        '<p style="background:#222222;color:#ffffff">a</p>',
        "warning",
        "where Gmail or Outlook darkens it",
    ),
    in_body(
        '<p style="color:#757575">a</p>',
        '<p style="color:#555555">a</p><p style="color:#999999">faint as it is</p>',
        "info",
        "not 4.5; #",
    ),
)
SEEDS = (
    Foreign("hybrid.html", "color:#595959", "color:#666666", 48, 9),
    Planted('<i style="background:#fff;color:#757575;font:13px serif">grey</i>'),
)
