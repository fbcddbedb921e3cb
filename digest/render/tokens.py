"""Type and space as templates see them; one scale for all designs, from a few words of [design].

Sizes are whole px, as mail programs want them.
"""

from digest.config.settings import Design
from digest.core.quick import dataclass

STACKS = {  # what every system has: web fonts do not load in Gmail
    "serif": "Georgia, 'Times New Roman', Times, serif",
    "sans": "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif",
    "mono": "Menlo, Consolas, 'DejaVu Sans Mono', monospace",
}
SPACES = {"tight": 0.75, "normal": 1.0, "roomy": 1.25}
BASE = 16  # px of text for which the scale was drawn
SMALLEST = 13  # px that can be read


@dataclass(frozen=True, slots=True)
class Fonts:
    """Font stacks, with single quotes."""

    headings: str
    text: str
    code: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the type scale: font size and line height in px."""

    size: int
    line: int


@dataclass(frozen=True, slots=True)
class Type:
    """The type scale."""

    title: Step
    lead: Step
    item: Step
    intro: Step
    text: Step
    small: Step


@dataclass(frozen=True, slots=True)
class Space:
    """px around an item, and above a section."""

    item: int
    section: int


def fonts(design: Design) -> Fonts:
    """The font stacks of a design."""
    return Fonts(STACKS[design.headings], STACKS[design.text], STACKS["mono"])


def scale(design: Design) -> Type:
    """The type scale of a design."""
    factor = design.text_size / BASE

    def step(size: int, line: int) -> Step:
        return Step(max(round(size * factor), SMALLEST), max(round(line * factor), SMALLEST + 7))

    return Type(
        title=step(32, 38),
        lead=step(24, 30),
        item=step(19, 25),
        intro=step(17, 27),
        text=step(16, 25),
        small=step(13, 20),
    )


def space(design: Design) -> Space:
    """The spaces of a design."""
    factor = SPACES[design.spacing]
    return Space(item=round(24 * factor), section=round(44 * factor))
