"""Is an image large enough for the place that it fills?

A picture that is stretched beyond its own pixels is blurred, most of all on the screens of phones.
Up to a tenth is not seen. Lines and spots of a few pixels are stretched on purpose. Source:
web.dev/articles/serve-images-with-correct-dimensions.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from digest.core.finding import Fault
from digest.core.mail.mail import Mail
from digest.core.mail.page import style

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ID, NAME, SEVERITY, NEEDS = "DG408", "img-blurry", "warning", ("html", "online")
FIX = "give a picture twice as wide as it is shown, or show it smaller"
MOST_STRETCH = 1.1
LEAST_PIXELS = 8
PIXELS = re.compile(r"\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*", re.IGNORECASE)


def check(mail: Mail) -> Iterator[Fault]:
    """One finding for each image that is shown wider than it is."""
    for image in mail.page.all("img"):
        probe, shown = mail.probe(image.get("src")), _shown(image)
        if probe is None or probe.width is None or probe.height is None or shown is None:
            continue
        drawn = min(probe.width, probe.height) >= LEAST_PIXELS
        if drawn and shown > probe.width * MOST_STRETCH:
            src = (image.get("src") or "").strip()
            told = f"{src} is {probe.width} pixels wide, and shown at {shown}"
            yield Fault(told, image, about=src)


def _shown(image: "HtmlElement") -> int | None:
    """The width in pixels that most mail programs give it, if it is said."""
    css = style(image)
    width = _pixels(css.get("width")) or _pixels(image.get("width"))
    most = _pixels(css.get("max-width"))
    return min(width, most) if width and most else width


def _pixels(length: str | None) -> int | None:
    found = PIXELS.fullmatch(length or "")
    return int(found[1]) if found else None
