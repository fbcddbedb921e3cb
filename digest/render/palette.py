"""The colours of a design in light and dark, from one accent.

The house accent and its tints were chosen by eye. Those of another accent are computed, so that
text in it, and on its tint, keeps a contrast of at least 4.5.
"""

from dataclasses import dataclass, replace

from digest.core.colour import mix, readable
from digest.core.errors import ConfigError

WHITE, BLACK = "#ffffff", "#000000"
LIGHT_TINT, DARK_TINT = 0.0875, 0.065  # shares of the accent in the house tints
DARK_CONTRAST = 7.0  # thin type on a dark ground needs more than the least


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


def palettes(accent: str) -> tuple[Palette, Palette]:
    """The light and the dark palette; an accent too pale for text is darkened.

    Raises:
        ConfigError: `accent` is no colour.
    """
    if accent.lower() == LIGHT.accent:
        return LIGHT, DARK
    try:
        tint = mix(WHITE, accent, LIGHT_TINT)
    except ValueError as error:
        raise ConfigError(f"[design] accent: {error}", 'write it as "#0f5c4d"') from None
    on_light = readable(accent, (LIGHT.card, tint), toward=BLACK)
    on_dark = readable(accent, (DARK.card,), toward=WHITE, minimum=DARK_CONTRAST)
    return (
        replace(LIGHT, accent=on_light, tint=tint),
        replace(DARK, accent=on_dark, tint=mix(DARK.card, on_dark, DARK_TINT)),
    )
