"""DG306 link-shortener."""

from tests.checks.making import Foreign, Planted, in_body

RULE = "DG306"
EXAMPLES = (
    in_body(
        '<a href="https://bit.ly/3x">a</a>',
        '<a href="https://habit.ly/">a</a>',
        "warning",
        "bit.ly",
    ),
)
SEEDS = (
    Foreign("components.html", "https://relay.example/leave", "https://bit.ly/leave", 9, 129),
    Foreign("hybrid.html", "https://harbour.example.org/12.html", "https://t.co/12", 49, 11),
    Planted('<a href="https://bit.ly/3x">Elsewhere</a>', also=("DG209",)),
)
