"""Can mail servers pass on every line of the message?

A line may have 998 bytes; servers cut longer ones, in the middle of a tag or a word, and signatures
(DKIM) break. A NUL byte is in no message, and some servers refuse it. Source: RFC 5322, sections
2.1.1 and 4.
"""

from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG208", "line-length", "error", ("message",)
MOST_BYTES = 998  # without the line end
NO_NUL = "take it out, and mend the program that wrote it"
FIX = "send the parts as quoted-printable or base64"


def check(mail: Mail) -> Iterator[Fault]:
    """One finding for all lines that are too long; a warning for those with a NUL byte."""
    for number, line in enumerate((mail.message or b"").split(b"\n"), 1):
        if len(line.rstrip(b"\r")) > MOST_BYTES:
            told = f"line {number} of the message has {len(line):,} bytes"
            yield Fault(told, part="message", line=number, about="long lines")
        if b"\0" in line:
            told = f"line {number} of the message has a NUL byte"
            yield Fault(told, None, number, "message", about="NUL", severity="warning", fix=NO_NUL)
