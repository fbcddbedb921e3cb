"""The colours of code: five, chosen by eye for the house ground, moved where another needs it."""

from collections.abc import Callable
from dataclasses import astuple

from digest.core.colour import contrast, readable
from digest.core.inversion import legibility
from digest.core.palette import BLACK, WHITE, Palette
from digest.core.quick import dataclass


@dataclass(frozen=True, slots=True)
class Syntax:
    """Colours as `#rrggbb`, each readable on a palette's `code`."""

    keyword: str
    string: str
    comment: str
    number: str
    name: str


LIGHT = Syntax("#8a1f5c", "#1d5f33", "#625c51", "#7d4300", "#0d4f86")
DARK = Syntax("#e7a0cb", "#a3d39a", "#aba89f", "#e5b877", "#93c2f0")


def syntax(light: Palette, dark: Palette) -> tuple[Syntax, Syntax]:
    """The colours of code in both palettes; in the light one also when it is turned over."""
    return _on(light.code, LIGHT, legibility), _on(dark.code, DARK, contrast)


def _on(ground: str, base: Syntax, measure: Callable[[str, str], float]) -> Syntax:
    toward = max(BLACK, WHITE, key=lambda end: contrast(end, ground))
    return Syntax(*(readable(c, (ground,), toward=toward, measure=measure) for c in astuple(base)))
