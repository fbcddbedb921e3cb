"""DG309 link-moved."""

from tests.checks.making import Example, asked, post_says

RULE = "DG309"
URL = "https://e.org/a"
LINK = f'<a href="{URL}#part">A page</a>'
EXAMPLES = (
    Example(
        lambda: asked(LINK, URL, "alive", moved="https://e.org/b"),
        lambda: asked(LINK, URL, "unclear", "answers 403 Forbidden", moved="https://e.org/b"),
        "info",
        "has moved for good to https://e.org/b",
    ),
)
SEEDS = (post_says("alive", moved="https://e.org/b"),)
