"""DG001 unused-ignore."""

from tests.checks.making import Foreign, in_body, swapped

RULE = "DG001"
EXAMPLES = (
    in_body(
        "<!-- digest-ignore DG401 --><p>a</p>",
        '<!-- digest-ignore DG401 --><img src="https://e.org/a.png" width="9">',
        "info",
        "digest-ignore DG401",
    ),
)
SEEDS = (
    Foreign("hybrid.html", "<h2", "<!-- digest-ignore DG401 --><h2", 36),
    swapped("</title>", "</title><!-- digest-ignore DG401 -->"),
)
