"""Mistakes in values of CSS that are seen for sure: no client could mean them.

What one client alone knows, and what we cannot know yet, stays unsaid.
"""

import re

from digest.render.css_names import COLOURS, GROUNDS, LINES, PROPERTIES, SYSTEM_COLOURS, UNITS, WIDE

HEX = r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})"
ASIDE = re.compile(
    r"\"[^\"]*\"|'[^']*'|(?<![\w-])[\w-]*\([^()\"']*(?:(?:\"[^\"]*\"|'[^']*')[^()\"']*)*\)"
)
NEXT = re.compile(r"(?<![\w-])(?P<name>[a-z-]+)\s*:", re.IGNORECASE)
HASH = re.compile(r"#[\w-]+")
NUMBER = re.compile(r"(?<![\w.#\\-])([-+]?\d*\.?\d+)(?![\w.%])")
MEASURE = re.compile(r"(?<![\w.#\\+-])[-+]?\d*\.?\d+(?P<unit>[a-z]+)(?![\w%?-])", re.IGNORECASE)
WORD = re.compile(r"(?<![\w#.%|*\\-])[a-z]+(?![\w%|*\\-])", re.IGNORECASE)
SIZES = ("font-size", "letter-spacing", "word-spacing", "text-indent", "width", "height", "gap")
BOXES = ("margin", "padding", "border-radius", "border-spacing")
EDGES = ("border", "outline", "border-top", "border-right", "border-bottom", "border-left")
OF_LENGTHS = (*SIZES, *BOXES, *EDGES)
NUMBERS = (  # may be
    "line-height", "stroke-width", "border-image-width", "mask-border", "mask-border-width"
)  # fmt: skip
OTHERS = ("-", "mso-", "filter", "content")  # what begins so has colours and numbers of its own
NAMING = ("font", "animation", "src", "unicode-range", "quotes", "grid", "counter", "list-style")


def wrong_value(name: str, value: str) -> str | None:
    """What is wrong with the value of the property `name`."""
    if name.startswith("--"):
        return None
    plain = _without_asides(value)
    if "(" in plain or ")" in plain:
        return f"{name}: a bracket is never {'closed' if '(' in plain else 'opened'}"
    if ":" in plain and (said := _second(name, plain)):
        return said
    if name.startswith(OTHERS):
        return None
    return _wrong_colour(name, plain) or _wrong_number(name, plain)


def _without_asides(value: str) -> str:
    """The value without its strings and functions, which may hold others."""
    while (plain := ASIDE.sub(" ", value)) != value:
        value = plain
    return plain


def _second(name: str, plain: str) -> str | None:
    """The property that a missing semicolon has made part of this one's value."""
    for found in NEXT.finditer(plain):
        known = found["name"].lower()
        if known in PROPERTIES or known.startswith(("mso-", "-webkit-", "-ms-", "-moz-")):
            return f"{name}: expected ; before {known}"
    return None


def _wrong_colour(name: str, plain: str) -> str | None:
    for found in HASH.findall(plain) if "#" in plain else ():
        if not re.fullmatch(HEX, found):
            return f"{name}: {found} is no colour; expected 3, 4, 6 or 8 digits"
    others = _beside_colours(name)
    if others is None:
        return None
    for word in WORD.findall(plain.partition("!")[0]):
        if not any(word.lower() in known for known in (COLOURS, others, WIDE, SYSTEM_COLOURS)):
            return f"{name}: unknown word {word}{_nearest(word, others)}"
    return None


def _beside_colours(name: str) -> frozenset[str] | None:
    """The words that a property has beside colours; None of one that has many, or no colours."""
    if name in EDGES:
        return LINES | {"invert"}
    if name == "background":
        return GROUNDS
    return frozenset(("invert", "dark", "light")) if name.endswith("color") else None


def _nearest(word: str, others: frozenset[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word.lower(), sorted(COLOURS | others), 1)
    return f"; did you mean {near[0]}?" if near else ""


def _wrong_number(name: str, plain: str) -> str | None:
    if not name.startswith(NAMING) or name == "font-size":
        for found in MEASURE.finditer(plain):
            if found["unit"].lower() not in UNITS:
                number = found[0].removesuffix(found["unit"])
                return f"{name}: {found[0]} has no unit of CSS; expected {number}px, or the like"
    lengths = name.endswith(OF_LENGTHS) or name.startswith(("margin-", "padding-"))
    for number in NUMBER.findall(plain) if lengths and name not in NUMBERS else ():
        if float(number):
            return f"{name}: {number} has no unit; expected {number}px"
    return None
