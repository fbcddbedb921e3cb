"""DG307 merge-tag."""

from tests.checks.making import Example, issue, swapped

RULE = "DG307"
EXAMPLES = (
    Example(
        lambda: issue(body='<a href="{web_url}">Read on the web</a>'),
        lambda: issue(body="<p>{web_urls}</p>"),
        "error",
        "{web_url}",
    ),
)
SEEDS = (swapped("</h1>", '</h1><a href="{web_url}">Read on the web</a>'),)
