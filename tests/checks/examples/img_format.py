"""DG404 img-format."""

from tests.checks.making import Foreign, Planted, in_body

RULE = "DG404"
EXAMPLES = (
    in_body('<img src="https://e.org/a.svg">', '<img src="https://e.org/svg.png">', "error", "SVG"),
    in_body(
        '<img src="https://e.org/a.webp?w=1">',
        '<img src="https://e.org/a.jpg">',
        "warning",
        "WEBP",
    ),
    in_body('<img src="data:image/png;base64,iVBO">', '<img src="cid:a@b">', "warning", "data:"),
)
SEEDS = (
    Foreign("compiled.html", "logo.png", "logo.svg", 57, 35),
    Foreign("hybrid.html", "img/logo.png", "img/logo.svg", 26, 11),
    Planted('<img src="https://e.org/a.svg" alt="" width="9">'),
)
