"""Does the subject say something, and can an inbox show it?

A phone shows some 35 to 50 characters, a desktop 60 to 78. Capitals and exclamation marks cost
points at spam filters. Source: spamassassin.apache.org, rules SUBJ_ALL_CAPS and PLING_PLING.
"""

import re
from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG201", "subject", "error", ("headers",)
MOST_CHARACTERS = 78
SHOUTED_LETTERS = 8
FIX = 'set subject = "..." in issue.toml'
FIX_ELSEWHERE = "write a subject that says what is in the mail"
SHOUTS = re.compile(r"!\s*!")


def check(mail: Mail) -> Iterator[Fault]:
    """Error when there is none; warnings about its length and tone."""
    subject = (mail.header("Subject") or "").strip()
    if not subject:
        yield Fault("the subject is empty", part="message")
    if len(subject) > MOST_CHARACTERS:
        told = f"the subject has {len(subject)} characters; inboxes cut it at {MOST_CHARACTERS}"
        yield Fault(told, part="message", about="length", severity="warning")
    letters = [char for char in subject if char.isalpha()]
    if len(letters) >= SHOUTED_LETTERS and subject.upper() == subject != subject.lower():
        yield Fault("the subject is all capitals", part="message", severity="warning")
    if SHOUTS.search(subject):
        yield Fault("the subject has !! in it", part="message", severity="warning")
