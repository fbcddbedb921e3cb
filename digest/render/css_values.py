"""Mistakes in values of CSS that are seen for sure: colours of odd length, lengths without unit."""

import re

QUOTED = r"\"[^\"]*\"|'[^']*'|[\w-]*\([^)]*\)"
WORD = re.compile(rf"{QUOTED}|(?P<hash>#[\w-]+)|(?P<number>(?<![\w.#-])[-+]?\d*\.?\d+(?![\w.%]))")
HEX = r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})"
SIZES = ("font-size", "letter-spacing", "word-spacing", "text-indent", "width", "height", "gap")
BOXES = ("margin", "padding", "border-radius", "border-spacing")
EDGES = ("border", "outline", "border-top", "border-right", "border-bottom", "border-left")
OF_LENGTHS = (*SIZES, *BOXES, *EDGES)
NUMBERS = ("line-height", "border-image-width")  # may be
OTHERS = ("-", "mso-", "filter", "content")  # what begins so has colours and numbers of its own


def wrong_value(name: str, value: str) -> str | None:
    """What is wrong with the value of the property `name`."""
    if name.startswith(OTHERS):
        return None
    lengths = name.endswith(OF_LENGTHS) or name.startswith(("margin-", "padding-"))
    lengths = lengths and name not in NUMBERS
    if not lengths and "#" not in value:
        return None
    for found in WORD.finditer(value):
        if found["hash"] and not re.fullmatch(HEX, found["hash"]):
            return f"{name}: {found['hash']} is no colour; expected 3, 4, 6 or 8 digits"
        if lengths and found["number"] and float(found["number"]):
            return f"{name}: {found['number']} has no unit; expected {found['number']}px"
    return None
