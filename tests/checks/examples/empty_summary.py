"""DG705 empty-summary."""

from tests.checks.making import Example, first_post, issue, post

RULE = "DG705"
EXAMPLES = (
    Example(
        lambda: issue(post(summary=" ")),
        lambda: issue(post()),
        "info",
        "no summary",
    ),
)
SEEDS = (first_post(summary=""),)
