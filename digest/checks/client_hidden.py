"""Does every mail program show what is meant to be shown, and hide what is not?

Gmail knows neither `visibility` nor the attribute `hidden`, Outlook for Windows shows a hidden
image and the tables in a hidden element, and few programs play a video or draw an SVG. A picture or
gradient behind words may leave them unreadable where it is missing and no colour stands in for it.
Source: caniemail.com by Rémi Parmentier, MIT licence, as of 2026-05-13: the last version that it
tested of each program.
"""

from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.features import Use
from digest.core.mail.mail import Mail
from digest.core.mail.support import faults

ID, NAME, SEVERITY, NEEDS = "DG503", "client-hidden", "warning", ("html",)
FIX = "take it out, or show something else in its place"
SHOWN, NONE = "what is hidden is shown", 'hide it by style="display:none"'
MISSING, INSIDE = "nothing is shown", "put an image with a link inside it"
BARE, COLOUR = "the words on it may be unreadable", "add a background-color"
FAILS = {
    "css-display-none": (SHOWN, "wrap it in <!--[if !mso]><!--> and <!--<![endif]-->"),
    "css-visibility": (SHOWN, NONE),
    "css-opacity": (SHOWN, NONE),
    "html-hidden": (SHOWN, NONE),
    "html-dialog": (SHOWN, FIX),
    "html-popover": (SHOWN, FIX),
    "html-video": (MISSING, INSIDE),
    "html-audio": (MISSING, INSIDE),
    "html-meter": (MISSING, "put the number inside it"),
    "html-progress": (MISSING, "put the number inside it"),
    "html-svg": (MISSING, "use an image in PNG"),
    "css-background-image": (BARE, COLOUR),
    "css-linear-gradient": (BARE, COLOUR),
    "css-radial-gradient": (BARE, COLOUR),
    "css-conic-gradient": (BARE, COLOUR),
}


def check(mail: Mail) -> Iterator[Fault]:
    """One finding for each feature, with the programs in which it fails."""
    return faults(mail, _consequence)


def _consequence(use: Use) -> tuple[str, str] | None:
    return FAILS.get(use.part.feature)
