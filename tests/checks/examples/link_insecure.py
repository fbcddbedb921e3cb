"""DG302 link-insecure."""

from tests.checks.making import Example, Foreign, Planted, in_body, issue, post

RULE = "DG302"
EXAMPLES = (
    in_body('<a href="http://e.org/">a</a>', '<a href="https://e.org/">a</a>', "warning", "https"),
    in_body(
        '<a href="http://[broken">a</a>', '<a href="http://localhost:80/">a</a>', "warning", "https"
    ),
    Example(
        lambda: issue(
            post(url="http://e.org/a"), body='<a href="http://e.org/a?utm_source=x">a</a>'
        ),
        lambda: issue(body='<a href="https://e.org/a">a</a>'),
        "info",
        "http://e.org/a",
    ),
)
SEEDS = (
    Foreign(
        "utilities.html", "https://workshop.example/week", "http://workshop.example/week", 51, 21
    ),
    Foreign("hybrid.html", "https://harbour.example.org/12", "http://e.org/12", 49, 11),
    Planted('<a href="http://e.org/">Elsewhere</a>', also=("DG209",)),
)
