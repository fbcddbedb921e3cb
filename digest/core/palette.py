"""The colours of a design in light and dark.

The house colours were chosen by eye. Whoever changes one gets the others to match: grounds are
taken as they are, and text on them is moved until it has a contrast of at least 4.5, in the light
palette also after mail programs have turned it over. Nothing can be read on some grounds, and
owners are not to find their own ink changed: `faults` tells what is to be refused.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import product

from digest.core.colour import READABLE, contrast, mix, readable
from digest.core.inversion import legibility
from digest.core.quick import dataclass

WHITE, BLACK = "#ffffff", "#000000"
LIGHT_TINT, DARK_TINT = 0.0875, 0.065  # shares of the accent in the house tints
CODE, RULE = 0.075, 0.12  # shares of the ink in their grounds
DARK_CONTRAST = 7.0  # thin type on a dark ground needs more than the least
Measure = Callable[[str, str], float]
Colours = tuple[tuple[str, str], ...]  # names and values


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as `#rrggbb`. `soft` is for summaries and facts, `tint` lies under the lead item."""

    page: str
    card: str
    ink: str
    soft: str
    rule: str
    accent: str
    tint: str
    code: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Text of a palette, `light` or `dark`, that cannot be read: names, colours and contrast."""

    palette: str
    text: str
    colour: str
    ground: str
    below: str
    contrast: float


LIGHT = Palette(
    page="#f3f1ec",
    card="#fffdf9",
    ink="#1c1b19",
    soft="#57534b",
    rule="#e2ddd2",
    accent="#0f5c4d",
    tint="#eaf1ee",
    code="#efece4",
)
DARK = Palette(
    page="#121413",
    card="#1a1d1b",
    ink="#eceae4",
    soft="#a9a69d",
    rule="#2e322f",
    accent="#7fcab6",
    tint="#1f2a26",
    code="#262a27",
)


@lru_cache(maxsize=16)
def palettes(accent: str, light: Colours = (), dark: Colours = ()) -> tuple[Palette, Palette]:
    """The light and the dark palette of an accent, and of colours that the owner chose.

    Raises:
        ValueError: one of them is no colour.
    """
    house = accent.lower() == LIGHT.accent
    if house and not light and not dark:
        return LIGHT, DARK
    in_the_dark = DARK.accent if house else accent
    return (
        _palette(LIGHT, {"accent": accent, **dict(light)}, LIGHT_TINT, READABLE, legibility),
        _palette(DARK, {"accent": in_the_dark, **dict(dark)}, DARK_TINT, DARK_CONTRAST, contrast),
    )


def _palette(
    base: Palette, own: Mapping[str, str], tint: float, minimum: float, measure: Measure
) -> Palette:
    """`base` with the owner's colours in it, and the others made to match."""
    page, card = own.get("page", base.page), own.get("card", base.card)
    toward = max(BLACK, WHITE, key=lambda end: contrast(end, card))
    plain = (page, card)
    accent = readable(own["accent"], plain, toward=toward, minimum=minimum, measure=measure)
    house = card == base.card and accent == base.accent
    tinted = own.get("tint") or (base.tint if house else mix(card, accent, tint))
    grounds = (*plain, tinted)
    accent = readable(accent, grounds, toward=toward, measure=measure)
    ink = own.get("ink") or readable(base.ink, grounds, toward=toward, measure=measure)
    soft = own.get("soft") or readable(base.soft, grounds, toward=toward, measure=measure)
    same = card == base.card
    return Palette(
        page=page,
        card=card,
        ink=ink,
        soft=soft,
        rule=own.get("rule") or (base.rule if same else mix(card, ink, RULE)),
        accent=accent,
        tint=tinted,
        code=own.get("code") or (base.code if same else mix(card, ink, CODE)),
    )


def faults(light: Palette, dark: Palette) -> Iterator[Fault]:
    """What cannot be read."""
    for name, palette, measure in (("light", light, legibility), ("dark", dark, contrast)):
        pairs = [*product(("ink", "soft", "accent"), ("page", "card", "tint")), ("ink", "code")]
        for text, ground in pairs:
            colour, below = getattr(palette, text), getattr(palette, ground)
            found = measure(colour, below)
            if found < READABLE:
                yield Fault(name, text, colour, ground, below, found)
