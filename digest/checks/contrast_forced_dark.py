"""Does text still stand out when a mail program turns all colours over?

Gmail's apps and Outlook darken a mail without asking it: light grounds become dark, dark text
light, and what lay in the middle may meet there. How they do it is nowhere documented; this is an
approximation, by what Outlook's editor does and by the filter that many programs use.
Source: github.com/microsoft/roosterjs, getDarkColor.
"""

from collections.abc import Iterator

from digest.core.colour import contrast
from digest.core.finding import Fault
from digest.core.inversion import by_filter, by_outlook
from digest.core.mail.legibility import faint, shades
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG418", "contrast-forced-dark", "info", ("html",)
FIX = "keep text and ground farther apart in the light"


def check(mail: Mail) -> Iterator[Fault]:
    """Warning below 3:1, info below 4.5:1, of what stands out as it was drawn.

    For text of 24 pixels, or of 18.66 in bold, 3:1 will do.
    """
    where = " where Gmail or Outlook darkens it"
    for shade in shades(mail.page.looks):
        if not faint(shade) and (fault := faint(shade, where, _turned, ("warning", "info"))):
            yield fault


def _turned(text: str, ground: str) -> float:
    """The contrast that the worse of two inversions leaves."""
    return min(contrast(turn(text), turn(ground)) for turn in (by_outlook, by_filter))
