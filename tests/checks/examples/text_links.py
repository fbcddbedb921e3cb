"""DG209 text-links."""

from tests.checks.making import Example, Foreign, Planted, message

RULE = "DG209"
EXAMPLES = (
    Example(
        lambda: message('<a href="https://e.org/a?b=1&amp;c=2">a</a>'),
        lambda: message(
            '<a href="https://e.org/a?b=1&amp;c=2">a</a><a href="mailto:a@e.org">b</a>',
            text="Unsubscribe: https://example.org/unsubscribe https://e.org/a?b=1&c=2",
        ),
        "warning",
        "https://e.org/a?b=1&c=2",
    ),
    Example(
        lambda: message('<a href="https://e.org/pull/13#event-1">a</a>'),
        lambda: message(
            '<a href="https://e.org/pull/12#event-1">a</a>',
            text="Unsubscribe: https://example.org/unsubscribe https://e.org/pull/12",
        ),
        "warning",
        "https://e.org/pull/13#event-1",
    ),
)
SEEDS = (
    Foreign("letter.eml", "worden: https://werkstatt.example/maerz", "worden."),
    Planted('<a href="https://e.org/">Elsewhere</a>'),
)
