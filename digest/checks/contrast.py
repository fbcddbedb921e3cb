"""Does text stand out from what lies under it?

Grey on white looks fine on the screen it was designed on, and is gone on a phone in the sun, or for
one reader in twelve. Colours are worked out as browsers do; text over a picture is left alone.
Source: WCAG 2.2, success criterion 1.4.3.
"""

from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.legibility import faint, shades
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG416", "contrast", "warning", ("html",)
FIX = "make the text darker, or lighter on a dark ground"


def check(mail: Mail) -> Iterator[Fault]:
    """Error below 3:1, warning below 4.5:1.

    For text of 24 pixels, or of 18.66 in bold, 3:1 will do.
    """
    found = (faint(shade) for shade in shades(mail.page.looks))
    yield from (fault for fault in found if fault)
