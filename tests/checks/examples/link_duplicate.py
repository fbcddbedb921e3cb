"""DG308 link-duplicate."""

from tests.checks.making import Foreign, Planted, in_body

RULE = "DG308"


def two(words, first="https://e.org/a", second="https://e.org/b"):
    return f'<a href="{first}">{words}</a> <a href="{second}">{words}</a>'


EXAMPLES = (
    in_body(
        two("What the queue forgets"),
        two("What the queue forgets", second="http://www.e.org/a/?utm_source=x#top"),
        "warning",
        '"What the queue forgets" leads to 2 different pages',
    ),
    in_body(two("Read more"), two("Write to me", "mailto:a@e.org", "tel:1"), "info", "Read more"),
    in_body(
        two('<img src="https://e.org/a.png" width="9" alt="What the queue forgets">'),
        '<a href="https://e.org/a"><img src="https://e.org/a.png" alt="The queue"></a>'
        '<a href="https://e.org/a">What it forgets</a><a style="display:none">What it forgets</a>',
        "warning",
        "What the queue forgets",
    ),
)
SEEDS = (
    Foreign("letter.eml", "Abmelden</a>", "fertig geworden</a>"),
    Planted(
        two("The same words twice"),
        at='<a href="https://e.org/b"',
        also=("DG209",),
    ),
)
