"""DG207 headers."""

from tests.checks.making import SUBJECT, Foreign, header, in_message

RULE = "DG207"
EXAMPLES = (
    in_message(("Date: ", "X-Date: "), "error", "Date is missing"),
    in_message(("Message-ID: ", "X-Id: "), "error", "Message-ID is missing"),
    in_message((SUBJECT, f"{SUBJECT}\nSubject: Another"), "error", "stands 2 times"),
    in_message((SUBJECT, "Subject: Über Warteschlangen"), "error", "beyond ASCII"),
)
SEEDS = (
    Foreign("nested.eml", "Message-ID: <9", "X-Id: <9"),
    Foreign("letter.eml", "Message-ID: ", "X-Id: "),
    header("Message-ID"),
)
