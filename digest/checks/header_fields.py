"""Are the header fields there that every message needs?

A message without Date is no message, one without Message-ID is taken for spam, and bytes beyond
ASCII in a header are refused or garbled. Of From DG206 tells. Source: RFC 5322, section 3.6; RFC
2047; support.google.com/a/answer/81126.
"""

from collections import Counter
from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG207", "headers", "error", ("headers", "message")
FIX = "let digest send it, or mend it in the program that wrote it"
FIX_ELSEWHERE = "mend it in the program that wrote it"
REQUIRED = ("Date", "Message-ID")
ONCE = ("date", "from", "sender", "reply-to", "to", "cc", "message-id", "subject")


def check(mail: Mail) -> Iterator[Fault]:
    """Error for a field that is missing, doubled, or not in ASCII."""
    for name in REQUIRED:
        if not mail.header(name):
            yield Fault(f"the header {name} is missing", part="message")
    times = Counter(name.lower() for name, _ in mail.headers or ())
    for name in ONCE:
        if times[name] > 1:
            yield Fault(f"the header {name.title()} stands {times[name]} times", part="message")
    head = (mail.message or b"").replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    for number, line in enumerate(head.split(b"\n"), 1):
        if not line.isascii():
            told = "a header has bytes beyond ASCII that are not encoded"
            yield Fault(told, part="message", line=number)
