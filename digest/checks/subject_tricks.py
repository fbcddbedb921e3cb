"""Does the subject play a trick that filters know?

A reply to nothing is deceit, and forbidden where the law forbids misleading subjects (CAN-SPAM);
spaced letters and invisible ones are there to hide words from filters. Source:
spamassassin.apache.org, rules FAKE_REPLY_C (up to 2.6 of the 5 points that make spam),
GAPPY_SUBJECT, SUBJ_DOLLARS and UNICODE_OBFU_ZW.
"""

import re
from collections.abc import Iterator

from digest.core.finding import Fault, Severity
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG601", "subject-tricks", "warning", ("headers",)
FIX = 'set subject = "..." in issue.toml'
FIX_ELSEWHERE = "write a subject that says what is in the mail, without tricks"
REPLY = re.compile(r"(?:re|fwd?|aw|wg|sv|vs|rv|antwort)(?:\[\d+\])?\s?:", re.IGNORECASE)
TRICKS: tuple[tuple[str, str, Severity], ...] = (
    (r"\b[^\W\d_](?:([ ._*-])[^\W\d_])(?:\1[^\W\d_]){3,}\b", "has spaced-out letters", "warning"),
    (r"\w[\u00ad\u200b\u2060\ufeff]+\w", "has invisible characters in a word", "warning"),
    (r"[$€£]{2,}", "has repeated signs of money", "warning"),
    (r"^[$€£]\s?\d", "begins with an amount of money", "info"),
)


def check(mail: Mail) -> Iterator[Fault]:
    """A warning for each trick; to begin with an amount of money is information."""
    subject = (mail.header("Subject") or "").strip()
    if REPLY.match(subject) and not (mail.header("In-Reply-To") or mail.header("References")):
        yield Fault("the subject looks like a reply to nothing", part="message")
    for pattern, told, severity in TRICKS:
        if re.search(pattern, subject):
            yield Fault(f"the subject {told}", part="message", severity=severity)
