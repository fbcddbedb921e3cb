"""Is a line of the message too long for mail servers?

A line may have 998 bytes; servers cut longer ones, in the middle of a tag or a word, and signatures
(DKIM) break. Source: RFC 5322, section 2.1.1.
"""

from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG208", "line-length", "error", ("message",)
MOST_BYTES = 998  # without the line end
FIX = "send the parts as quoted-printable or base64"


def check(mail: Mail) -> Iterator[Fault]:
    """One finding for all lines that are too long."""
    for number, line in enumerate((mail.message or b"").split(b"\n"), 1):
        if len(line.rstrip(b"\r")) > MOST_BYTES:
            told = f"line {number} of the message has {len(line):,} bytes"
            yield Fault(told, part="message", line=number, about="long lines")
