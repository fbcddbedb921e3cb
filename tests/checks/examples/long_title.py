"""DG708 long-title."""

from tests.checks.making import Changed, Example, first_post, issue, post

RULE = "DG708"
EXAMPLES = (
    Example(
        lambda: issue(post("A queue " * 16)),
        lambda: issue(post("A queue " * 15)),
        "info",
        "has 128 characters",
    ),
)
SEEDS = (Changed(first_post(title="What a queue forgets " * 8).change),)
