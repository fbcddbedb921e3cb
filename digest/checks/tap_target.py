"""Can a finger hit each link, and no other?

A finger covers some 44 pixels. Links in the flow of text are as high as the text, and exempt; so is
a link of its own with nothing to hit above and below. Buttons and pictures are held to the size.
Source: WCAG 2.2, success criteria 2.5.8 and 2.5.5.
"""

from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.mail import Mail
from digest.core.mail.targets import Targets

ID, NAME, SEVERITY, NEEDS = "DG419", "tap-target", "warning", ("html",)
LEAST_PIXELS, GOOD_PIXELS = 24.0, 44.0
FIX = "give the link itself more padding, or a larger line-height"


def check(mail: Mail) -> Iterator[Fault]:
    """Warning below 24 pixels, info for a button below 44; one finding for each height.

    A link that only the cell around it makes a button gets an info, as it is hit on its text only.
    """
    for target in Targets(mail.page).alone():
        like_button = target.is_button or target.in_cell
        told = f"a {'button' if like_button else 'link'} is {target.height:.3g} pixels high"
        if target.height < LEAST_PIXELS and target.is_button:
            yield Fault(told, target.link)
        elif target.height < LEAST_PIXELS and target.distance < LEAST_PIXELS:
            yield Fault(f"{told}, right beside another", target.link)
        elif target.height < GOOD_PIXELS and like_button:
            yield Fault(told, target.link, severity="info")
