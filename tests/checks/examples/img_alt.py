"""DG401 img-alt."""

from tests.checks.making import Foreign, Planted, in_body

RULE = "DG401"
EXAMPLES = (
    in_body(
        '<img src="https://e.org/a.png">',
        '<img src="https://e.org/a.png" alt="">',
        "error",
        "img",
    ),
    in_body(
        '<img src="https://e.org/a.png" alt="IMG_0042.jpg">',
        '<img src="https://e.org/a.png" alt="How JPEG works: a.jpg and b.jpg">',
        "warning",
        "IMG_0042.jpg",
    ),
)
SEEDS = (
    Foreign("publication.html", ' alt="The lens, seen from below"', "", 49, 27),
    Foreign("hybrid.html", ' alt="Harbour News"', "", 26, 11),
    Foreign("hybrid.html", 'alt="Harbour News"', 'alt="logo.png"', 26, 11),
    Planted('<i><img src="https://e.org/a.png" width="9"></i>', "<img"),
)
