"""DG304 link-text."""

from tests.checks.making import Foreign, Planted, in_body

RULE = "DG304"
EXAMPLES = (
    in_body(
        '<a href="https://e.org/"><img src="https://e.org/a.png" alt=""></a>',
        '<a href="https://e.org/"><img src="https://e.org/a.png" alt="The page"></a>',
        "error",
        "no words",
    ),
    in_body(
        '<a href="https://e.org/">Click here!</a>',
        '<a href="https://e.org/">Here be dragons</a>',
        "warning",
        "Click here",
    ),
)
SEEDS = (
    Foreign("utilities.html", "See what was mended &rarr;", "Click here", 51, 21),
    Foreign("hybrid.html", "View as a web page", "Click here", 49, 11),
    Foreign("hybrid.html", "View as a web page", "", 49, 11),
    Planted('<a href="https://example.org/digest"></a>'),
)
