"""DG204 unsubscribe."""

from tests.checks.making import Example, Foreign, in_message, issue, swapped

RULE = "DG204"
EXAMPLES = (
    in_message(
        ('<a href="https://example.org/unsubscribe">Unsubscribe</a>', "Goodbye"),
        "error",
        "no link to unsubscribe",
        good=('https://example.org/unsubscribe">Unsubscribe', 'https://e.org/1">Abmelden'),
    ),
    in_message(
        ('<a href="https://example.org/unsubscribe">Unsubscribe</a>', "Goodbye"),
        "error",
        "no link to unsubscribe",
        good=('">Unsubscribe</a>', '">Slutt med dette</a>'),
    ),
    in_message(
        ('<a href="https://example.org/unsubscribe">Unsubscribe</a>', "Goodbye"),
        "error",
        "no link to unsubscribe",
        good=(
            '<a href="https://example.org/unsubscribe">Unsubscribe</a>',
            "<unsubscribe>Bye</unsubscribe>",
        ),
    ),
    in_message(
        ('<a href="https://example.org/unsubscribe">Unsubscribe</a>', "Goodbye"),
        "error",
        "no link to unsubscribe",
        good=('https://example.org/unsubscribe">Unsubscribe', '*|UNSUB|*">Bye'),
    ),
    in_message(("Unsubscribe: https://example.org/unsubscribe", ""), "warning", "text part"),
    Example(
        lambda: issue(body='<a href="{unsubscribe_url}">Unsubscribe</a>'),
        lambda: issue(way_out="https://example.org/unsubscribe"),
        "warning",
        "leave by a mail to the sender",
    ),
    Example(
        lambda: issue(body='<a href="{unsubscribe_url}">Bye</a>', rehearsal=True),
        lambda: issue(body="<p>&#123;unsubscribe_url}</p>"),
        "warning",
        "leave by a mail to the sender",
    ),
)
SEEDS = (
    Foreign("word.html", 'subject=unsubscribe">unsubscribe by mail', 'subject=hello">write to us'),
    Foreign(
        "letter.eml", '<a href="https://werkstatt.example/ab/7f3">Abmelden</a>', "<b>Tschüs</b>"
    ),
    swapped("nsubscribe", "", also=("DG209",)),
)
