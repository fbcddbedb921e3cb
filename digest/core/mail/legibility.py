"""Text that differs too little from what lies under it, as WCAG 2 grades it.

Source: https://www.w3.org/TR/WCAG22/#contrast-minimum, success criterion 1.4.3.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from digest.core.colour import READABLE, contrast, readable
from digest.core.finding import Fault, Severity
from digest.core.inversion import legibility
from digest.core.mail.looks import Looks
from digest.core.mail.media import DESK, PHONE, Scheme, Screen

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LEAST_LARGE = 3.0  # of large text; below it no text can be read by many
LARGE, LARGE_BOLD, BOLD = 24.0, 18.66, 700  # pixels, and the weight from which text is bold
LETTERS = re.compile(r"\w")
ENDS = ("#000000", "#ffffff")
Measure = Callable[[str, str], float]


class Shade(NamedTuple):
    """A stretch of text: where it is, its colour and its ground as they are seen, and its size."""

    within: "HtmlElement"
    text: str
    ground: str
    size: float | None
    bold: bool

    @property
    def is_large(self) -> bool:
        """Whether less contrast will do; of an unknown size it is believed."""
        return self.size is None or self.size >= (LARGE_BOLD if self.bold else LARGE)

    @property
    def least(self) -> float:
        """The contrast that it needs."""
        return LEAST_LARGE if self.is_large else READABLE

    def __str__(self) -> str:
        size = "" if self.size is None else f" of {self.size:.3g} pixels"
        return f"{'bold ' if self.bold else ''}text{size} in {self.text} on {self.ground}"


def shades(looks: Looks, scheme: Scheme = "light") -> Iterator[Shade]:
    """All text with letters whose colours are known: as on a desk, else as on a phone."""
    known = set()
    for width in (DESK, PHONE):
        for words, style in looks.texts(Screen(scheme, width)):
            if words not in known and (pair := style.pair) and LETTERS.search(words.text):
                known.add(words)
                yield Shade(words.within, *pair, style.size, style.weight >= BOLD)


def faint(
    shade: Shade,
    where: str = "",
    measure: Measure = contrast,
    grades: tuple[Severity, Severity] = ("error", "warning"),
) -> Fault | None:
    """What there is to say of a shade with too little contrast, and which colour would do.

    The first of `grades` is for what has not even the contrast that large text needs.
    """
    ratio, near = _judged(shade.text, shade.ground, shade.least, measure)
    if ratio >= shade.least:
        return None
    ground = _darker(shade.text, shade.ground, shade.least) if measure is contrast else None
    offers = [near, f"a ground of {ground}" if ground else None]
    mended = " or ".join(offer for offer in offers if offer)
    mended = f"; {mended} would do" if mended else ""
    return Fault(
        f"{shade} has a contrast of {int(ratio * 100) / 100:g}{where}, not {shade.least:g}{mended}",
        shade.within,
        about=f"{shade.text} on {shade.ground}, {'large' if shade.is_large else 'small'}",
        severity=grades[ratio >= LEAST_LARGE],
    )


@lru_cache(maxsize=512)
def _darker(text: str, ground: str, least: float) -> str | None:
    """The nearest ground on which text that is lighter than its ground can be read, if any."""
    black = ENDS[0]
    if contrast(text, black) <= contrast(ground, black):
        return None
    near = readable(ground, [text], toward=black, minimum=least)
    return near if contrast(near, text) >= least else None


@lru_cache(maxsize=512)
def _judged(text: str, ground: str, least: float, measure: Measure) -> tuple[float, str | None]:
    """The contrast, and the nearest colour for the text that has enough, if there is one."""
    ratio = measure(text, ground)
    if ratio >= least:
        return ratio, None
    toward = max(ENDS, key=lambda end: contrast(end, ground))
    enough = legibility if measure is not contrast else contrast
    near = readable(text, [ground], toward=toward, minimum=least, measure=enough)
    return ratio, near if enough(near, ground) >= least else None
