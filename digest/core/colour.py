"""Contrast of colours, as WCAG 2 computes it, and how to reach it.

Colours are `#rrggbb` throughout; `#rgb` is understood on the way in.
Source: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
"""

import re
from collections.abc import Callable, Iterable

READABLE = 4.5  # WCAG 2 success criterion 1.4.3, text of any size
STEPS = 64


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255.

    Raises:
        ValueError: `colour` is neither `#rgb` nor `#rrggbb`.
    """
    digits = colour.removeprefix("#")
    if not re.fullmatch(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", colour):
        raise ValueError(f"{colour!r} is no colour; expected #rrggbb")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def mix(colour: str, other: str, share: float) -> str:
    """`colour` with `share` (0 to 1) of `other` in it."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def contrast(colour: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    light, dark = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(
    colour: str,
    on: Iterable[str],
    *,
    toward: str,
    minimum: float = READABLE,
    measure: Callable[[str, str], float] = contrast,
) -> str:
    """`colour`, moved toward `toward` just as far as `minimum` on every background asks."""
    backgrounds = tuple(on)
    for step in range(STEPS + 1):
        found = mix(colour, toward, step / STEPS)
        if all(measure(found, background) >= minimum for background in backgrounds):
            return found
    return toward


def _luminance(colour: str) -> float:
    red, green, blue = (linear(channel / 255) for channel in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(value: float) -> float:
    """The light that a channel of sRGB, 0 to 1, gives."""
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
