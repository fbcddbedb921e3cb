"""DG405 img-source."""

from tests.checks.making import Example, Foreign, Planted, in_body, message

RULE = "DG405"
END = "\n--b--"
PART = "\n--b\nContent-Type: image/png\nContent-ID: <a%20b@e.org>\n\nx\n--b--".replace("%20", " ")
EXAMPLES = (
    Example(
        lambda: message('<img src="cid:b@e.org" alt="a">', swap=(END, PART)),
        lambda: message('<img src="CID:a%20b@e.org" alt="a">', swap=(END, PART)),
        "error",
        "not in the message: cid:b@e.org",
    ),
    in_body('<img src="">', '<img src="cid:a@b">', "error", "no address"),
    in_body('<img src="images/a.png">', '<img src="https://e.org/a.png">', "error", "images/a.png"),
    in_body(
        '<img src="http://e.org/a.png">', '<img src="https://e.org/a.png">', "warning", "https"
    ),
)
SEEDS = (
    Foreign("components.html", 'src="https://relay.example', 'src="', 4, 1),
    Foreign("hybrid.html", "https://harbour.example.org/img", "/img", 26, 11),
    Planted('<img src="cid:a" alt="" width="9">'),
    Planted('<img src="images/a.png" alt="" width="9">'),
)
