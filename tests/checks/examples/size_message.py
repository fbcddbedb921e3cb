"""DG102 message-size."""

from dataclasses import replace

from tests.checks.making import Changed, in_message

RULE = "DG102"
EXAMPLES = (in_message(("Some words", "Some words " * 140_000), "warning", "1.5 MB"),)
SEEDS = (Changed(lambda mail: replace(mail, message=mail.message + b"xx\r\n" * 2_800_000)),)
