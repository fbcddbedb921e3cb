"""What the attributes of MJML hold: a compiler takes whatever is there.

Source: the types in `allowedAttributes` of the components of mjml 4.18.
"""

import re
from functools import cache, lru_cache

from digest.render.css_names import COLOURS
from digest.render.css_values import HEX

LENGTH = r"(?:\d+(?:\.\d+)?(?:px|%)|0)"
LENGTHS = rf"{LENGTH}(?: +{LENGTH}){{0,3}}"
PX = r"\d+(?:\.\d+)?px|0"
NUMBER = r"-?\d*\.?\d+(?:%|deg)?"
FUNCTION = rf"(?:rgb|hsl)a?\(\s*{NUMBER}(?:(?:\s*[,/]\s*|\s+){NUMBER}){{2,3}}\s*\)"
STYLE = "none|hidden|dotted|dashed|solid|double|groove|ridge|inset|outset"
LINE = rf"\d*\.?\d+(?:px|em|pt)|0|thin|medium|thick|inherit|initial|{STYLE}"
PART = re.compile(r"(?:\([^)]*\)|\S)+")
BOOLEAN = "true|false"
VALUES = (  # for attributes of these names, * being any beginning: what they hold, and in words
    ("*border-style", STYLE, "solid, dashed, dotted, double or none"),
    ("*border-radius", LENGTHS, "one to four lengths in px or %"),
    ("*border-width *font-size gap", PX, "a length in px"),
    ("*font-style", "normal|italic|oblique", "normal or italic"),
    (
        "*font-weight",
        r"[1-9]\d{0,2}|1000|normal|bold(?:er)?|lighter",
        "normal, bold, or 100 to 900",
    ),
    ("padding *-padding", LENGTHS, "one to four lengths in px or %"),
    ("*padding-top *padding-right *padding-bottom *padding-left", LENGTH, "a length in px or %"),
    ("*line-height", r"\d*\.?\d+(?:px|%|em)?|normal", "a number, px or %"),
    ("letter-spacing", r"-?\d*\.?\d+(?:px|em)|0|normal", "a length in px or em"),
    ("full-width", "full-width|false", "full-width"),
    ("fluid-on-mobile", BOOLEAN, "true or false"),
    ("hamburger", "hamburger", "hamburger"),
    ("thumbnails", "visible|hidden|supported", "visible, hidden or supported"),
    ("*width *height icon-size", rf"{LENGTH}|auto", "a length in px or %"),
    ("align text-align", "left|center|right|justify", "left, center or right"),
    ("vertical-align icon-align", "top|middle|bottom", "top, middle or bottom"),
    ("*text-transform", "none|capitalize|uppercase|lowercase|initial", "uppercase or none"),
    ("mode", "fixed-height|horizontal|vertical", "fixed-height, or of icons horizontal, vertical"),
    ("direction dir", "ltr|rtl|auto", "ltr or rtl"),
)
IN_PX = {("mj-image", "width"), ("mj-body", "width"), ("mj-breakpoint", "width")}
BORDERS = ("border", "border-top", "border-right", "border-bottom", "border-left")


@lru_cache(maxsize=1024)
def expected_value(tag: str, attribute: str, value: str) -> str | None:
    """What `attribute` should hold, in words, when `value` is not of that kind."""
    value = value.strip()
    if (tag, attribute) in IN_PX:
        return None if re.fullmatch(PX, value) else "a length in px"
    if attribute.endswith(BORDERS):
        return _border(value)
    if attribute.endswith("color"):
        return None if _is_colour(value) else _colour_meant(value)
    fits, said = _rule(attribute)
    return said if fits and not re.fullmatch(fits, value) else None


@cache
def _rule(attribute: str) -> tuple[str | None, str]:
    for names, fits, said in VALUES:
        for name in names.split():
            if attribute.endswith(name[1:]) if name[0] == "*" else attribute == name:
                return fits, said
    return None, ""


def _border(value: str) -> str | None:
    """Width, style and colour, in any order."""
    parts = PART.findall(value)
    strange = [part for part in parts if not re.fullmatch(LINE, part) and not _is_colour(part)]
    if not strange and 0 < len(parts) < 4:
        return None
    return "width, style and colour, such as 1px solid #dddddd"


def _is_colour(value: str) -> bool:
    if value.isalpha():
        return value.lower() in COLOURS
    return bool(re.fullmatch(FUNCTION if "(" in value else HEX, value, re.IGNORECASE))


def _colour_meant(value: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(value.lower(), sorted(COLOURS), 1) if value.isalpha() else ()
    return "a colour, such as " + (near[0] if near else "#0f5c4d")
