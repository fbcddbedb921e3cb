"""DG420 color-scheme."""

from tests.checks.making import Foreign, in_body, swapped

RULE = "DG420"
DARK = "<style>@media (prefers-color-scheme:dark) {{ p {{ color: {} }} }} {}</style>"
EXAMPLES = (
    in_body(
        DARK.format("white", ""),
        DARK.format("black", ":root { color-scheme: light dark }")
        + "<style>@media print { p { color: black } }</style>",
        "info",
        "no color-scheme names it",
    ),
    in_body(
        DARK.format("white", "html { color-scheme: light }"),
        '<meta name="color-scheme" content="light dark">',
        "info",
        "no color-scheme names it",
    ),
)
SEEDS = (
    Foreign("hybrid.html", '<meta name="color-scheme" content="light dark">', ""),
    swapped("color-scheme: light dark", "color-scheme: light"),
)
