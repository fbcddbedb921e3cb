"""DG104 image-height."""

from tests.checks.making import Foreign, Planted, in_body

RULE = "DG104"
EXAMPLES = (
    in_body(
        '<img src="https://e.org/a.png" height="1729">',
        '<img src="https://e.org/a.png" height="1728"><img height="auto"><img height="²">',
        "warning",
        "1729 pixels",
    ),
)
SEEDS = (
    Foreign("publication.html", 'height="400"', 'height="2400"', 49, 27),
    Planted('<img src="https://e.org/a.png" alt="" width="600" height="2000">'),
)
