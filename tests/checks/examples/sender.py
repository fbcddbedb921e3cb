"""DG206 from."""

from tests.checks.making import Foreign, header, in_message

RULE = "DG206"
EXAMPLES = (
    in_message(("A Letter <letter@example.org>", "A Letter"), "error", "no address"),
    in_message(("letter@example.org", "letter@gmail.com"), "warning", "gmail.com"),
    in_message(("A Letter <letter@example.org>", "letter@example.org"), "info", "no name"),
    in_message(
        ("<letter@example.org>", "<a@e.org>, b@e.org"),
        "error",
        "no address",
        good=("A Letter <", '"Doe, Jane" <'),
    ),
)
SEEDS = (
    Foreign("nested.eml", "post@heft.example", "post@gmail.com"),
    Foreign("letter.eml", "<klara@werkstatt.example>", "<klara@gmail.com>"),
    header("From", "A Letter <letter@gmail.com>"),
)
