"""DG501 active-content."""

from tests.checks.making import Foreign, Planted, in_body

RULE = "DG501"
EXAMPLES = (
    in_body("<script>x()</script>", "<p>script</p>", "error", "script"),
    in_body('<p onclick="x()">a</p>', '<p title="onclick">a</p>', "error", "onclick"),
    in_body("<form><p>a</p></form>", "<p>form</p>", "warning", "form"),
    in_body(
        '<link rel="stylesheet" href="https://e.org/a.css">',
        '<link rel="icon" href="https://e.org/a.png">',
        "warning",
        "style sheet",
    ),
    in_body(
        "<style>@import url(style.css);</style>",
        '<style>@import "https://fonts.example/a"; /* @import "a.css"; */</style>',
        "warning",
        "style sheet",
    ),
)
SEEDS = (
    Foreign("publication.html", "<figure class", '<figure onclick="x()" class', 48, 25),
    Foreign("hybrid.html", "<center", "<script>x()</script><center", 17, 1),
    Planted("<script>x()</script>"),
)
