"""The size of type, as it is inherited from element to element."""

import re
from collections.abc import Mapping
from typing import NamedTuple

UNITS = {
    "px": 1,
    "pt": 4 / 3,
    "pc": 16,
    "in": 96,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
    "q": 96 / 101.6,
}
KEYWORDS = {
    "xx-small": 9.0,
    "x-small": 10.0,
    "small": 13.0,
    "medium": 16.0,
    "large": 18.0,
    "x-large": 24.0,
    "xx-large": 32.0,
    "xxx-large": 48.0,
}
RELATIVE = {"em": 1.0, "%": 0.01, "ex": 0.5, "ch": 0.5}
STEPS = {"smaller": 1 / 1.2, "larger": 1.2}
DEFAULT = 16.0
MONOSPACE = 13 / 16  # browsers set it smaller, unless somebody said how large text is
LENGTH = re.compile(r"\+?(\d+\.?\d*|\.\d+)([a-z%]*)")


class TypeSize(NamedTuple):
    """`pixels` is None if it cannot be known; `absolute` says that it goes back to a length."""

    pixels: float | None = DEFAULT
    root: float | None = None
    absolute: bool = False
    monospace: bool = False


MEDIUM = TypeSize()


def sized(won: Mapping[str, str], parent: TypeSize) -> TypeSize:
    """The size of an element's type; the first one's is the root's, which `rem` goes by."""
    value, family = won.get("font-size", "inherit"), won.get("font-family", "inherit").strip()
    monospace = parent.monospace if family in ("inherit", "unset") else family == "monospace"
    pixels, absolute = _pixels(value, parent)
    if pixels is not None and not absolute and monospace is not parent.monospace:
        pixels = pixels * MONOSPACE if monospace else pixels / MONOSPACE
    return TypeSize(pixels, parent.root or pixels, absolute, monospace)


def length(value: str, size: float | None, root: float | None = None) -> float | None:
    """The pixels of a length where type has `size`; None if they cannot be known."""
    found = LENGTH.fullmatch(value)
    if not found:
        return None
    number, unit = float(found[1]), found[2]
    if unit in UNITS or number == 0:
        return number * UNITS.get(unit, 0)
    base = (root or DEFAULT) if unit == "rem" else size
    scale = 1 if unit == "rem" else RELATIVE.get(unit)
    return number * scale * base if scale and base is not None else None


def _pixels(value: str, parent: TypeSize) -> tuple[float | None, bool]:
    """The size, and whether it goes back to a length."""
    if value in ("inherit", "unset"):
        return parent.pixels, parent.absolute
    if value in KEYWORDS or value == "initial":
        return KEYWORDS.get(value, DEFAULT), False
    if value in STEPS:
        return parent.pixels and parent.pixels * STEPS[value], parent.absolute
    relative = value.endswith(("%", "em")) and not value.endswith("rem")
    pixels = length(value, parent.pixels, parent.root)
    return pixels, parent.absolute if relative else True
