"""Does the layout hold in the mail programs that matter?

Where a program does not know what arranges a mail, its parts lie below each other or over each
other, a width is lost, or a whole style goes with one value in it. Flexbox and floats do no harm
beside ghost tables in `<!--[if mso]>`, a value none beside an earlier one that all understand. What
merely looks plainer, such as square corners, is passed over.
Source: caniemail.com by Rémi Parmentier, MIT licence, as of 2026-05-13: the last version that it
tested of each program.
"""

from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.features import Use
from digest.core.mail.mail import Mail
from digest.core.mail.support import WEIGHTY, faults

ID, NAME, SEVERITY, NEEDS = "DG502", "client-layout", "warning", ("html",)
FIX = "lay it out with tables"
GHOSTS = "lay it out with tables, or give Outlook ghost tables in <!--[if mso]>"
BREAKS = {
    "css-display-flex": ("its parts lie below each other", GHOSTS),
    "css-display-grid": ("its parts lie below each other", GHOSTS),
    "css-grid-template": ("there are no columns", GHOSTS),
    "css-flex-direction": ("the parts of a column lie beside each other", GHOSTS),
    "css-flex-wrap": ("all parts stay in one row", GHOSTS),
    "css-float": ("it takes a line of its own", 'add align="left" or "right", or use a table'),
    "css-position": ("it lies where it stands in the text", FIX),
    "html-style": ("a style element in the body is ignored", "move it into the head"),
    "css-rgb": ("the style goes with it", "write commas: rgb(0, 0, 0)"),
    "css-modern-color": ("the style goes with it", "write the colour as #rrggbb"),
}


def check(mail: Mail) -> Iterator[Fault]:
    """One finding for each feature, with the programs in which it fails."""
    return faults(mail, _consequence)


def _consequence(use: Use) -> tuple[str, str] | None:
    if told := BREAKS.get(use.part.feature):
        return told
    if use.prop in WEIGHTY:
        return f"the {use.prop} is lost", f"say a plain {use.prop} before it"
    return None
