"""DG417 contrast-dark."""

from tests.checks.making import Foreign, Planted, in_body

DARK = "<style>@media (prefers-color-scheme: dark) { div { background: #111 } %s }</style>"
RULE = "DG417"
EXAMPLES = (
    in_body(
        DARK % "" + "<div>black</div>",
        DARK % "div { color: #eee }" + "<div>light</div>",
        "error",
        "text of 16 pixels in #000000 on #111111 has a contrast of 1.11 in the dark",
    ),
    in_body(
        DARK % "p { color: #777 }" + "<div><p>grey</p></div>",
        DARK % "p { color: #777; font-size: 24px }" + "<div><p>grey</p></div>",
        "warning",
        "#777777 on #111111",
    ),
    in_body(
        '<style>:root { color-scheme: light dark }</style><p style="color:#333">dark</p>',
        '<style>:root { color-scheme: light }</style><p style="color:#333">dark</p>',
        "error",
        "#333333 on #121212",
    ),
)
SEEDS = (
    Foreign("hybrid.html", "<em>", '<em style="color:#333333">', 32, 74),
    Planted('<i style="color:#444444">dark</i>'),
)
