"""Is plain English dressed up as base64?

ASCII needs no encoding but for long lines, so filters take it for a disguise. Text in UTF-8 is left
alone. Source: spamassassin.apache.org, rule MIME_BASE64_TEXT, 1.7 of the 5 points that make spam.
"""

from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG606", "base64-text", "warning", ("message",)
FIX = "send text as quoted-printable, or say charset=utf-8"
ASCII = (None, "us-ascii", "ascii", "iso646-us")


def check(mail: Mail) -> Iterator[Fault]:
    """A warning for each text part in base64 that is ASCII and says so, or says nothing."""
    for leaf in mail.leaves:
        disguised = leaf.encoding == "base64" and leaf.charset in ASCII and leaf.is_ascii
        if disguised and leaf.kind.startswith("text/") and not leaf.disposition:
            yield Fault(f"the part {leaf.kind} is ASCII in base64", part="message")
