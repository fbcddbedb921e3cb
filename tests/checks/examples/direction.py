"""DG411 direction."""

from tests.checks.making import Foreign, Planted, in_body

RULE = "DG411"
EXAMPLES = (
    in_body(
        "<p>مرحبا بالعالم</p>",
        '<p dir="auto">مرحبا بالعالم</p><p>The word שלום means peace.</p>',
        "warning",
        "right to left",
    ),
)
SEEDS = (
    Foreign("utilities.html", "Hello again,", "مرحبا بالعالم", 47, 19),
    Foreign("hybrid.html", ' dir="rtl"', "", 45, 51),
    Planted("<span>مرحبا بالعالم</span>"),
)
