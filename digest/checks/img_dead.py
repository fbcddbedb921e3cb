"""Is every image where the mail says?

A missing image is a hole in every reader's copy, and cannot be mended after the send. Servers are
asked for the beginning of each image, but not for those of one or two pixels, which count who
reads. Source: RFC 9110, 14.2 and 15.
"""

from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG407", "img-dead", "error", ("html", "online")
FIX = "put the image there, or take it out of the mail"
AGAIN = "check again: what was answered is remembered"


def check(mail: Mail) -> Iterator[Fault]:
    """An error for what is gone; a warning for trouble, and for a page; info if unknown."""
    for image in mail.page.all("img"):
        src = (image.get("src") or "").strip()
        probe = mail.probe(src)
        if probe is None:
            continue
        if probe.severity:
            fix = AGAIN if probe.verdict == "unasked" else ""
            told = f"the image {src} {probe.told}"
            yield Fault(told, image, about=probe.cause or src, severity=probe.severity, fix=fix)
        elif probe.width is None and (probe.content_type or "").lower().startswith("text/html"):
            yield Fault(f"{src} is a page and no image", image, about=src, severity="warning")
