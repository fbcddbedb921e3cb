"""Do mail programs show the format of every image?

SVG, AVIF and HEIC are not shown by Gmail and Outlook; WebP not by Outlook for Windows before 2024;
pictures within the HTML (`data:`) not by Gmail. Source: caniemail.com, features image-svg,
image-avif, image-webp and image-base64.
"""

import re
from collections.abc import Iterator

from digest.core.finding import Fault, Severity
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG404", "img-format", "error", ("html",)
FIX = "use PNG, JPEG or GIF, under an https address"
FORMATS: dict[str, Severity] = {
    "svg": "error", "avif": "error", "heic": "error", "tiff": "error", "webp": "warning",
}  # fmt: skip
SUFFIX = r"\.([A-Za-z]+)(?:[?#]|$)"


def check(mail: Mail) -> Iterator[Fault]:
    """An error or a warning for each format, by the ending of a name."""
    for image in mail.page.all("img"):
        src = (image.get("src") or "").strip()
        if src.lower().startswith("data:"):
            yield Fault("an image lies within the HTML (data:)", image, severity="warning")
        elif (ending := re.search(SUFFIX, src)) and (kind := ending[1].lower()) in FORMATS:
            told = f"{src} is {kind.upper()}, which not every mail program shows"
            yield Fault(told, image, about=kind, severity=FORMATS[kind])
