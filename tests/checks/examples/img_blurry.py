"""DG408 img-blurry."""

from tests.checks.making import Example, asked, image_says

RULE = "DG408"
URL = "https://e.org/a.png"


def shown(attributes, width, height=90):
    image = f'<img src="{URL}" alt="A queue" {attributes}>'
    return asked(image, URL, "alive", width=width, height=height)


EXAMPLES = (
    Example(
        lambda: shown('width="600"', 300),
        lambda: shown('width="600"', 560),
        "warning",
        "300 pixels wide, and shown at 600",
    ),
    Example(
        lambda: shown('width="90" style="width:600px"', 300),
        lambda: shown('width="600" style="width:90px"', 300),
        "warning",
        "shown at 600",
    ),
    Example(
        lambda: shown('width="600px"', 8, 8),
        lambda: shown('width="600"', 600, 7),
        "warning",
        "8 pixels wide",
    ),
    Example(
        lambda: shown('width="600" style="width:100%"', 60),
        lambda: shown('width="600" style="width:100%;max-width:60px"', 60),
        "warning",
        "60 pixels wide",
    ),
)
SEEDS = (image_says("alive", width=20, height=20),)
