"""DG203 text-part."""

from dataclasses import replace

from tests.checks.making import Changed, Example, Foreign, in_message, message

RULE = "DG203"
EXAMPLES = (
    in_message(("text/plain", "text/calendar"), "error", "no plain-text part"),
    Example(
        lambda: message("<p>word</p>" * 100, text="word " * 5),
        lambda: message("<p>word</p>" * 100, text="word " * 60),
        "warning",
        "5 words",
    ),
)
SEEDS = (
    Foreign("letter.eml", "text/plain", "text/x-plain"),
    Changed(
        lambda mail: replace(mail, text="Words. https://example.org/unsubscribe"), also=("DG209",)
    ),
)
