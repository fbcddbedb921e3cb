"""DG606 base64-text."""

from dataclasses import replace

from tests.checks.making import Changed, Foreign, in_message

RULE = "DG606"
PART = "\n--b\nContent-Type: text/plain{}\nContent-Transfer-Encoding: {}\n\nSGVsbG8=\n--b--"


def part(charset, encoding):
    return ("\n--b--", PART.format(charset, encoding))


NOT_ASCII = ("\n--b--", PART.format("; charset=us-ascii", "base64").replace("SGVsbG8=", "w7w="))
EXAMPLES = (
    in_message(part("; charset=us-ascii", "base64"), "warning", "is ASCII", NOT_ASCII),
    in_message(part("", "base64"), "warning", "text/plain", part("", "7bit")),
    in_message(
        part("; charset=US-ASCII", "BASE64"),
        "warning",
        "text/plain",
        part("; charset=utf-8", "base64"),
    ),
    in_message(
        part("", "base64"),
        "warning",
        "text/plain",
        part("\nContent-Disposition: attachment; filename=a.txt", "base64"),
    ),
)
SEEDS = (
    Changed(lambda mail: replace(mail, message=b"Content-Transfer-Encoding: base64\n\nYQ==\n")),
    Foreign(
        "letter.eml",
        "--inner\nContent-Type: text/html",
        "--inner\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\nSGVsbG8=\n"
        "--inner\nContent-Type: text/html",
    ),
)
