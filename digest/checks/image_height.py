"""Is a picture so tall that Outlook crops it?

Outlook for Windows cuts pictures off at 1,728 pixels. Source: litmus.com/blog, "A guide to
rendering differences in Microsoft Outlook clients".
"""

from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.mail import Mail
from digest.core.mail.page import pixels

ID, NAME, SEVERITY, NEEDS = "DG104", "image-height", "warning", ("html",)
MOST_PIXELS = 1_728
FIX = "cut the picture into several, one above the other"


def check(mail: Mail) -> Iterator[Fault]:
    """A warning for each image that says it is taller."""
    for image in mail.page.all("img"):
        height = pixels(image.get("height"))
        if height and height > MOST_PIXELS:
            told = f"a picture is {height} pixels high; Outlook crops it at {MOST_PIXELS:,}"
            yield Fault(told, image, about=image.get("src") or "")
