"""DG102 message-size."""

from dataclasses import replace

from tests.checks.making import Changed, Foreign, in_message

RULE = "DG102"
EXAMPLES = (in_message(("Some words", "Some words " * 140_000), "warning", "1.5 MB"),)
SEEDS = (
    Foreign("plain.eml", "no hero", "no" + " hero\n" * 200_000),
    Changed(lambda mail: replace(mail, message=mail.message + b"xx\r\n" * 2_800_000)),
)
