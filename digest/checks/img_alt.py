"""Does every image have an alternative text?

Outlook and many readers block pictures, and screen readers read the text; without one they read the
file's name. An empty `alt=""` is right for what only decorates. Source: WCAG 2.2, 1.1.1.
"""

import re
from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG401", "img-alt", "error", ("html",)
FIX = 'write alt="what it shows", or alt="" where it only decorates; for a post, alt in issue.toml'
FIX_ELSEWHERE = 'write alt="what it shows", or alt="" where it only decorates'
FILE = r"(?i)\S+\.(?:png|jpe?g|gif|webp|svg|avif|bmp)"


def check(mail: Mail) -> Iterator[Fault]:
    """Error when the attribute is missing, warning when it is a file's name."""
    for image in mail.page.all("img", "area"):
        alt = image.get("alt")
        if alt is None:
            yield Fault(f"an element {image.tag} has no alt text", image)
        elif re.fullmatch(FILE, alt.strip()):
            told = f'an image has the file name "{alt}" for its alt text'
            yield Fault(told, image, about="file name", severity="warning")
