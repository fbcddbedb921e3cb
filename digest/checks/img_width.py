"""Does every image say how wide it is?

Outlook for Windows shows an image without the attribute `width` at its full size, whatever the CSS
says, and breaks the layout with it. Source: caniemail.com/features/css-width.
"""

from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG402", "img-width", "warning", ("html",)
FIX = 'write width="600", in pixels'


def check(mail: Mail) -> Iterator[Fault]:
    """One finding for all images without the attribute."""
    for image in mail.page.all("img"):
        if not (image.get("width") or "").strip():
            yield Fault("an image has no width attribute", image)
