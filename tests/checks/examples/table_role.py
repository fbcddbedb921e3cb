"""DG414 table-role."""

from tests.checks.making import Foreign, Planted, in_body

RULE = "DG414"
EXAMPLES = (
    in_body(
        '<table role="none"><tr><td><table><tr><td>a</td></tr></table></td></tr></table>',
        '<table role="presentation"><tr><td><table><th>a</th></table></td></tr></table>',
        "warning",
        "no role",
    ),
)
SEEDS = (
    Foreign(
        "campaign.html", '<table role="presentation" align="center"', '<table align="center"', 37, 7
    ),
    Foreign("hybrid.html", 'role="presentation" cellspacing', "cellspacing", 23, 5),
    Planted("<table><tr><td>a</td></tr></table>"),
)
