"""DG205 one-click."""

from dataclasses import replace

from tests.checks.making import Changed, Example, Foreign, header, in_message, issue

RULE = "DG205"
EXAMPLES = (
    in_message(("List-Unsubscribe: <", "X-Way-Out: <"), "warning", "no List-Unsubscribe"),
    in_message(("=One-Click", "=Two"), "warning", "One-Click"),
    in_message(("<https://example.org/unsubscribe>", "<mailto:a@e.org>"), "info", "no https"),
    Example(
        lambda: issue(way_out="https://example.org/leave"),
        lambda: issue(way_out="https://example.org/leave?to={email}"),
        "warning",
        "{email}",
    ),
)


def nobodys(mail):
    """An issue with one way out for all readers."""
    return replace(mail, edition=replace(mail.edition, way_out="https://example.org/leave"))


SEEDS = (
    Foreign("plain.eml", "List-Unsubscribe-Post", "X-Post"),
    Foreign("letter.eml", "List-Unsubscribe-Post: ", "X-Post: "),
    header("List-Unsubscribe"),
    Changed(nobodys),
)
