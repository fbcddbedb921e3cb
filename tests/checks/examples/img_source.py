"""DG405 img-source."""

from tests.checks.making import Foreign, Planted, in_body

RULE = "DG405"
EXAMPLES = (
    in_body('<img src="">', '<img src="cid:a@b">', "error", "no address"),
    in_body('<img src="images/a.png">', '<img src="https://e.org/a.png">', "error", "images/a.png"),
    in_body(
        '<img src="http://e.org/a.png">', '<img src="https://e.org/a.png">', "warning", "https"
    ),
)
SEEDS = (
    Foreign("components.html", 'src="https://relay.example', 'src="', 4, 1),
    Foreign("hybrid.html", "https://harbour.example.org/img", "/img", 26, 11),
    Planted('<img src="images/a.png" alt="" width="9">'),
)
