"""Is the whole message light enough to travel?

Many servers refuse or hold back bulk mail of more than some megabytes, and every reader pays for
it. A newsletter that links its pictures stays far below; one of a megabyte has something attached.
"""

from collections.abc import Iterator

from digest.core.finding import Fault, Severity
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG102", "message-size", "error", ("message",)
MOST_BYTES = 10_485_760
HEAVY_BYTES = 1_048_576
FIX = "link to pictures and files instead of putting them into the message"


def check(mail: Mail) -> Iterator[Fault]:
    """Error above 10 MB, warning above 1 MB, of the message as it travels."""
    size = len(mail.message or b"")
    if size > HEAVY_BYTES:
        told = f"the message is {size / 1_048_576:.1f} MB"
        severity: Severity = "error" if size > MOST_BYTES else "warning"
        yield Fault(told, part="message", about="size", severity=severity)
