"""How the text of a mail looks: its colour, what lies under it, its size and weight.

What nobody can know without drawing the mail is None: the colour of text over a picture or under a
filter, a size that depends on a calculation. Rules are silent about it.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from digest.core.mail.longhand import UNSURE
from digest.core.mail.paint import BLACK, CLEAR, WHITE, Paint, legacy, painted
from digest.core.mail.sizes import MEDIUM, TypeSize, sized

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LEAST_SIZE = 2.0  # pixels; smaller text is no text but a filling that nobody is to read
BLUE = Paint(0, 0, 238)  # an unvisited link
VEILS = ("filter", "mix-blend-mode", "text-shadow", "-webkit-text-fill-color")
CLIPS = ("background-clip", "-webkit-background-clip")
ZERO = frozenset(("0", "0px", "0%", "0.0", "0pt", "0em"))
BOXES = ("height", "max-height", "width", "max-width")


class Style(NamedTuple):
    """The computed style of an element; `ground` is what its text lies on, blended.

    `gone` says that it cannot be seen or is not to be read aloud, and nothing in it either;
    `veiled` that its colours are not those that are seen.
    """

    colour: Paint | None = BLACK
    ground: Paint | None = WHITE
    link: Paint | None = BLUE
    font: TypeSize = MEDIUM
    weight: int = 400
    visible: bool = True
    gone: bool = False
    veiled: bool = False

    @property
    def size(self) -> float | None:
        """Of the type, in CSS pixels."""
        return self.font.pixels

    @property
    def is_read(self) -> bool:
        """Whether text in it is meant to be seen."""
        painted_at_all = self.colour is None or self.colour.alpha > 0
        tiny = self.size is not None and self.size < LEAST_SIZE
        return self.visible and painted_at_all and not (self.gone or tiny)

    @property
    def pair(self) -> tuple[str, str] | None:
        """The colours of text and ground as they are seen, as `#rrggbb`; None if unknown."""
        if self.veiled or self.colour is None or self.ground is None:
            return None
        return self.colour.over(self.ground).hex, self.ground.hex


def styled(element: "HtmlElement", won: Mapping[str, str], parent: Style, canvas: Style) -> Style:
    """The style of an element from what wins at it, its parent's, and that of the empty page."""
    given = element.attrib
    link = parent.link
    if element.tag == "body" and "link" in given:
        link = painted(legacy(given["link"]))
    colour = _colour(won.get("color", "inherit"), parent.colour, canvas.colour, link)
    return Style(
        colour,
        _ground(won, colour, parent.ground),
        link,
        sized(won, parent.font),
        _weight(won.get("font-weight", "inherit"), parent.weight),
        _visible(won.get("visibility", "inherit"), parent.visible),
        parent.gone or given.get("aria-hidden") == "true" or _is_gone(won),
        parent.veiled or _veils(won),
    )


def _colour(
    value: str, inherited: Paint | None, first: Paint | None, link: Paint | None
) -> Paint | None:
    if value in ("inherit", "unset", "currentcolor"):
        return inherited
    if value == "linktext":
        return link
    return first if value == "initial" else painted(value)


def _ground(won: Mapping[str, str], colour: Paint | None, under: Paint | None) -> Paint | None:
    """A picture, or a place of its own, leaves open what lies under the text."""
    if won.get("position") in ("absolute", "fixed", UNSURE):
        under = None
    value = won.get("background-color", "initial")
    if value == "inherit" or won.get("background-image", "none") not in ("none", "initial"):
        return None
    own = colour if value == "currentcolor" else painted(value)
    own = CLEAR if value in ("initial", "unset") else own
    if own is None or own.alpha == 1:
        return own
    return under if own.alpha == 0 or under is None else own.over(under)


def _weight(value: str, inherited: int) -> int:
    if value == "bolder":
        return 400 if inherited < 350 else 700 if inherited < 550 else 900
    if value == "lighter":
        return 100 if inherited < 550 else 400 if inherited < 750 else 700
    if value.isdecimal():
        return int(value[:4])
    return {"bold": 700, "normal": 400, "initial": 400}.get(value, inherited)


def _visible(value: str, inherited: bool) -> bool:
    return inherited if value in ("inherit", "unset") else value not in ("hidden", "collapse")


def _is_gone(won: Mapping[str, str]) -> bool:
    clipped = won.get("overflow") in ("hidden", "clip")
    return (
        won.get("display") == "none"
        or won.get("opacity") in ZERO
        or (clipped and any(won.get(box) in ZERO for box in BOXES))
    )


def _veils(won: Mapping[str, str]) -> bool:
    return (
        any(won.get(name, "none") not in ("none", "normal", "initial") for name in VEILS)
        or won.get("opacity", "1") not in ("1", "1.0", "100%", "initial")
        or any(won.get(name) in ("text", UNSURE) for name in CLIPS)
    )
