"""DG202 preheader."""

from dataclasses import replace

from tests.checks.making import SUBJECT, Changed, Foreign, in_message

RULE = "DG202"
EXAMPLES = (
    in_message(('<div style="display:none">What', "<div>What"), "warning", "no preheader"),
    in_message(
        (SUBJECT, "Subject: What is behind the posts of this week, in one line"),
        "warning",
        "repeats the subject",
    ),
    in_message((" is behind the posts of this week, in one line", ""), "info", "4 characters"),
)
SEEDS = (
    Foreign("letter.eml", "Ein Tisch, eine Lampe und ein Regal, das keines ist", ""),
    Changed(lambda mail: replace(mail, edition=replace(mail.edition, preheader=""))),
)
