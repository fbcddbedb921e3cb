"""DG407 img-dead."""

from tests.checks.making import Example, asked, image_says

RULE = "DG407"
URL = "https://e.org/a.png"
IMAGE = f'<img src="{URL}" width="90" alt="A queue">'
EXAMPLES = (
    Example(
        lambda: asked(IMAGE, URL, "dead", "answers 410 Gone"),
        lambda: asked(IMAGE, URL, "alive", content_type="image/png", width=180, height=90),
        "error",
        "https://e.org/a.png answers 410 Gone",
    ),
    Example(
        lambda: asked(IMAGE, URL, "trouble", "refuses connections"),
        lambda: asked(IMAGE, URL, "alive", content_type="application/octet-stream"),
        "warning",
        "refuses connections",
    ),
    Example(
        lambda: asked(IMAGE, URL, "alive", content_type="text/html; charset=utf-8"),
        lambda: asked(IMAGE, URL, "alive", content_type="text/html", width=180, height=90),
        "warning",
        "is a page and no image",
    ),
)
SEEDS = (image_says("dead", "answers 404 Not Found"),)
