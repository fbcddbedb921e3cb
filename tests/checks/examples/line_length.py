"""DG208 line-length."""

from dataclasses import replace

from tests.checks.making import Changed, Foreign, in_message

RULE = "DG208"
EXAMPLES = (
    in_message(("Some words", "x" * 999), "error", "bytes", good=("Some words", "x" * 900)),
    in_message(("Some words", "Some\0 words"), "warning", "has a NUL byte"),
)
SEEDS = (
    Foreign("plain.eml", "no hero", f"{'no' * 500} hero"),
    Foreign("letter.eml", "drei Dinge sind <a", f"drei {'x' * 999} sind <a"),
    Changed(lambda mail: replace(mail, message=mail.message + b"\0")),
    Changed(lambda mail: replace(mail, message=mail.message + b"x" * 999)),
)
