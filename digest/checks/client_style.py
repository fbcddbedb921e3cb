"""Where does the mail look other than it was drawn?

A reader sees it, and misses nothing. Graceful degradation is passed over: corners, shadows,
animations, web fonts, hover, larger screens, dark mode.
Source: caniemail.com by Rémi Parmentier, MIT licence, as of 2026-05-13: the last version that it
tested of each program.
"""

from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.features import Use
from digest.core.mail.mail import Mail
from digest.core.mail.support import WEIGHTY, faults

ID, NAME, SEVERITY, NEEDS = "DG504", "client-style", "info", ("html",)
FIX = "see that you like it without, or draw it another way"
UNTURNED, WHOLE, SPACE = "it stands as if without", "the whole of it is shown", "the space is lost"
LOOKS = {
    "css-transform": UNTURNED,
    "css-filter": UNTURNED,
    "css-mix-blend-mode": UNTURNED,
    "css-writing-mode": UNTURNED,
    "css-clip-path": WHOLE,
    "css-mask-image": WHOLE,
    "css-object-fit": "the image is distorted",
    "css-aspect-ratio": "the height is another",
    "css-column-count": "there is one column",
    "css-justify-content": "the parts stand at the start",
    "css-align-items": "the parts stand at the top",
    "css-gap": SPACE,
    "css-margin": "what overlaps is moved apart",
    "css-padding": "the button is as small as its words",
    "css-margin-inline-block": SPACE,
    "css-margin-inline-start-end": SPACE,
    "css-margin-block-start-end": SPACE,
    "css-padding-inline-block": SPACE,
    "css-padding-inline-start-end": SPACE,
    "css-padding-block-start-end": SPACE,
    "css-block-inline-size": "the size is another",
    "css-inset": "it lies elsewhere",
    "css-max-width": "it is as wide as the window",
    "css-white-space": "the lines are broken elsewhere",
    "css-pseudo-element-before": "its text is missing",
    "css-pseudo-element-after": "its text is missing",
    "css-nesting": "the rules inside others are lost",
    "css-selector-attribute": "what is meant for other screens is lost",
    "html-image-maps": "its links lead nowhere",
    "html-anchor-links": "the link does not jump",
    "html-marquee": "it does not move",
}


def check(mail: Mail) -> Iterator[Fault]:
    """One finding for each feature, with the programs in which it fails."""
    return faults(mail, _consequence)


def _consequence(use: Use) -> tuple[str, str] | None:
    told = LOOKS.get(use.part.feature)
    if told is None and use.prop and use.prop not in WEIGHTY:
        told = f"the {use.prop} is lost"
    return (told, FIX) if told else None
