"""Does text stand out in the mail's own dark colours, too?

A rule for the dark that changes a ground, but not all text on it, leaves black on black. It is said
of mails that bring colours for the dark, or tell mail programs that they are made for it.
Source: WCAG 2.2, success criterion 1.4.3.
"""

from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.legibility import faint, shades
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG417", "contrast-dark", "warning", ("html",)
FIX = "give the text a colour of its own in @media (prefers-color-scheme: dark)"


def check(mail: Mail) -> Iterator[Fault]:
    """Error below 3:1, warning below 4.5:1, where it is not so in the light, too.

    For text of 24 pixels, or of 18.66 in bold, 3:1 will do.
    """
    looks = mail.page.looks
    if not (looks.has_dark_rules or "dark" in looks.schemes):
        return
    light = {shade.within: (shade.text, shade.ground) for shade in shades(looks)}
    for shade in shades(looks, "dark"):
        changes = light.get(shade.within) != (shade.text, shade.ground)
        if changes and (fault := faint(shade, " in the dark")):
            yield fault
