"""Colours as CSS and HTML write them, and what is seen where one lies over another."""

import re
from functools import lru_cache
from typing import NamedTuple

from digest.core.mail.blanks import is_blank

SPACES = ("srgb", "hsl", "hwb")
NAMED = re.compile(r"[a-z]+|#[0-9a-f]{3}")
OTHER = re.compile(r"[^0-9a-f]")


class Paint(NamedTuple):
    """Red, green and blue from 0 to 255, and how much of it covers, from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    @property
    def hex(self) -> str:
        """As `#rrggbb`; how much it covers is left out."""
        return f"#{round(self.red):02x}{round(self.green):02x}{round(self.blue):02x}"

    def over(self, ground: "Paint") -> "Paint":
        """What is seen where it lies over `ground`, which covers all."""
        if self.alpha == 1:
            return self
        pairs = zip(self[:3], ground[:3], strict=True)
        return Paint(*(own * self.alpha + under * (1 - self.alpha) for own, under in pairs))


BLACK, WHITE, CLEAR = Paint(0, 0, 0), Paint(255, 255, 255), Paint(0, 0, 0, 0)


@lru_cache(maxsize=1024)
def painted(value: str) -> Paint | None:
    """The colour that a value of CSS names; None of `currentcolor`, and of spaces beyond sRGB."""
    from tinycss2.color4 import parse_color

    colour = parse_color(value)
    if colour is None or isinstance(colour, str) or colour.space not in SPACES:
        return None
    *channels, alpha = (part or 0 for part in colour.to("srgb"))
    red, green, blue = (255 * min(max(channel, 0), 1) for channel in channels)
    return Paint(red, green, blue, alpha)


def legacy(value: str) -> str:
    """The colour of an attribute such as `bgcolor`, in which everything is one, as CSS writes it.

    What is still to be filled in stays as it is.

    Source: https://html.spec.whatwg.org/#rules-for-parsing-a-legacy-colour-value
    """
    value = value.strip().lower()
    if value == "transparent" or is_blank(value) or (NAMED.fullmatch(value) and painted(value)):
        return value
    digits = OTHER.sub("0", value.removeprefix("#")[:128]) or "000"
    digits += "0" * (-len(digits) % 3)
    size = len(digits) // 3
    parts = [digits[at : at + size][-8:] for at in range(0, 3 * size, size)]
    while len(parts[0]) > 2 and all(part[0] == "0" for part in parts):
        parts = [part[1:] for part in parts]
    return "#" + "".join(part[:2].rjust(2, "0") for part in parts)
