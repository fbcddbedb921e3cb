"""DG402 img-width."""

from tests.checks.making import Foreign, Planted, in_body

RULE = "DG402"
EXAMPLES = (
    in_body(
        '<img src="https://e.org/a.png" style="width:90px">',
        '<img src="https://e.org/a.png" width="90">',
        "warning",
        "no width",
    ),
)
SEEDS = (
    Foreign("compiled.html", ' width="120" height="auto"', "", 57, 35, also=("DG602",)),
    Foreign("hybrid.html", ' width="200"', "", 26, 11),
    Planted('<img src="https://e.org/a.png" alt="">'),
)
