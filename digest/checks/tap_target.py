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
    """Warning below 24 pixels, info for a button below 44; one finding for each height."""
    for target in Targets(mail.page).alone():
        kind, height = "button" if target.is_button else "link", f"{target.height:.3g}"
        told = f"a {kind} is {height} pixels high"
        if target.is_button and target.height < GOOD_PIXELS:
            small = target.height < LEAST_PIXELS
            yield Fault(told, target.link, severity="warning" if small else "info")
        elif target.height < LEAST_PIXELS and target.distance < LEAST_PIXELS:
            yield Fault(f"{told}, right beside another", target.link)
