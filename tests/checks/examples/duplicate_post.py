"""DG706 duplicate-post."""

from dataclasses import replace

from tests.checks.making import Changed, Example, issue, post

RULE = "DG706"
EXAMPLES = (
    Example(
        lambda: issue(post(), post("Another title", key="b")),
        lambda: issue(post("One", url=None), post("Two", url=None)),
        "warning",
        "Another title",
    ),
    Example(
        lambda: issue(post(), post(url="https://other.example/", key="b")),
        lambda: issue(post(), post("Another", url="https://blog.example.org/b")),
        "warning",
        "twice",
    ),
)
SEEDS = (
    Changed(
        lambda mail: replace(
            mail, edition=replace(mail.edition, posts=mail.posts[:1] + mail.posts)
        ),
        post=0,
    ),
)
