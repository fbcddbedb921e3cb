"""DG707 outside-window."""

from tests.checks.making import Example, first_post, issue, post

RULE = "DG707"
EXAMPLES = (
    Example(
        lambda: issue(post(month=3)),
        lambda: issue(post(day=28), post(published=None)),
        "warning",
        "2026-03-27",
    ),
)
SEEDS = (first_post(published=post(month=4).published),)
