"""DG205 one-click."""

from tests.checks.making import Foreign, header, in_message

RULE = "DG205"
EXAMPLES = (
    in_message(("List-Unsubscribe: <", "X-Way-Out: <"), "warning", "no List-Unsubscribe"),
    in_message(("=One-Click", "=Two"), "warning", "One-Click"),
    in_message(("<https://example.org/unsubscribe>", "<mailto:a@e.org>"), "info", "no https"),
)
SEEDS = (
    Foreign("plain.eml", "List-Unsubscribe-Post", "X-Post"),
    Foreign("letter.eml", "List-Unsubscribe-Post: ", "X-Post: "),
    header("List-Unsubscribe"),
)
