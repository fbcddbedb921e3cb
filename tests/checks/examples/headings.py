"""DG413 headings."""

from tests.checks.making import Foreign, Planted, in_body

RULE = "DG413"
EXAMPLES = (
    in_body("<h3>a</h3>", "<h2>a</h2><h3>b</h3><h2>c</h2>", "warning", "behind h1 comes h3"),
)
SEEDS = (
    Foreign("publication.html", "<h2 id", "<h5 id", 52, 25),
    Foreign("hybrid.html", "<h2", "<h4", 36, 11),
    Planted("<h6>Lower</h6>"),
)
