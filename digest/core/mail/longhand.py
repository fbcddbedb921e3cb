"""Declarations one by one: shorthands are taken apart, and what browsers drop is dropped."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from digest.core.mail.blanks import is_blank
from digest.core.mail.paint import painted

UNSURE = "?"  # the value of a property that depends on what cannot be known here
WIDE = frozenset(("inherit", "initial", "unset", "revert", "revert-layer"))
SIDES = ("top", "right", "bottom", "left")
SHORTHANDS = {
    "background": ("background-color", "background-image"),
    "font": ("font-family", "font-size", "font-weight", "line-height"),
    "border": ("border-top-width", "border-bottom-width"),
    "border-top": ("border-top-width",),
    "border-bottom": ("border-bottom-width",),
    "border-width": tuple(f"border-{side}-width" for side in SIDES),
    "margin": tuple(f"margin-{side}" for side in SIDES),
    "padding": tuple(f"padding-{side}" for side in SIDES),
}
ALL = "all"
NAMES = ("currentcolor", "linktext")
COLOURS = frozenset(("color", "background-color"))
PLAIN = frozenset(
    "color-scheme display filter height max-height max-width mix-blend-mode opacity overflow "
    "position text-shadow visibility width background-clip -webkit-background-clip "
    "-webkit-text-fill-color".split()
)
LONGHANDS = frozenset((*COLOURS, *PLAIN, *(x for s in SHORTHANDS.values() for x in s)))
PROPERTIES = LONGHANDS.union(SHORTHANDS, (ALL,))
SIZES = "xx-small x-small small medium large x-large xx-large xxx-large smaller larger".split()
LINES = frozenset("dashed dotted double groove inset outset ridge solid".split())
LENGTH = re.compile(r"[+-]?(?:0|(?:\d+\.?\d*|\.\d+)(?:px|pt|pc|in|cm|mm|em|rem|ex|ch|vw|vh|%))")


@lru_cache(maxsize=4096)
def longhands(name: str, value: str) -> Mapping[str, str]:
    """Property and value of each longhand that is of use here; nothing of a value that is none."""
    value = value.lower()
    if name not in PROPERTIES:
        return {}
    if value in WIDE or value == UNSURE or "var(" in value or is_blank(value):
        told = value if value in WIDE else UNSURE
        return dict.fromkeys(LONGHANDS if name == ALL else SHORTHANDS.get(name, (name,)), told)
    if name == ALL:
        return {}
    if name in SHORTHANDS:
        return dict(_taken_apart(name, value))
    return {name: value} if _is_valid(name, value) else {}


def _taken_apart(name: str, value: str) -> Iterable[tuple[str, str]]:
    if name == "background":
        return _background(value)
    if name == "font":
        return _font(value)
    names = SHORTHANDS[name]
    values = _around(value) if len(names) == len(SIDES) else len(names) * (_edge(value),)
    return zip(names, values, strict=True)


def _is_valid(name: str, value: str) -> bool:
    if "(" in value and not (name in COLOURS and painted(value)):
        return True
    if name in COLOURS:
        return value in NAMES or painted(value) is not None
    if name == "font-size":
        return value in SIZES or LENGTH.fullmatch(value) is not None
    return True


def _tokens(value: str) -> list[Any]:
    import tinycss2

    return [t for t in tinycss2.parse_component_value_list(value) if t.type != "whitespace"]


def _background(value: str) -> Iterator[tuple[str, str]]:
    """A colour, if there is one, and whether there is a picture."""
    import tinycss2

    tokens = _tokens(value)
    texts = [tinycss2.serialize([token]) for token in tokens]
    colours = [text for text in texts if text == "currentcolor" or painted(text)]
    if any(token.type == "hash" for token in tokens) and not colours:
        return
    pictures = [
        text
        for text, token in zip(texts, tokens, strict=True)
        if token.type in ("url", "function") and text not in colours
    ]
    yield "background-color", colours[-1] if colours else "transparent"
    yield "background-image", "url()" if pictures else "none"


def _font(value: str) -> Iterator[tuple[str, str]]:
    """Weight, size, height of lines and family, which stand in this order."""
    words = value.replace("/", " / ").split()
    at = next((i for i, word in enumerate(words) if word in SIZES or LENGTH.fullmatch(word)), None)
    if at is None or at + 1 == len(words):
        return
    before = [word for word in words[:at] if word.isdecimal() or word.startswith(("bol", "light"))]
    height = words[at + 2] if words[at + 1 : at + 3][:1] == ["/"] and at + 2 < len(words) else None
    yield "font-weight", before[0] if before else "normal"
    yield "font-size", words[at]
    yield "line-height", height or "normal"
    yield "font-family", " ".join(words[at + (3 if height else 1) :])


def _edge(value: str) -> str:
    """The width of a border, which there is none of without a style."""
    words = value.split()
    found = next((word for word in words if LENGTH.fullmatch(word)), "3px")
    return "0" if LINES.isdisjoint(words) else found


def _around(value: str) -> tuple[str, str, str, str]:
    """One to four values, from the top clockwise."""
    parts = value.split()
    top = parts[0] if parts else "0"
    right = parts[1] if len(parts) > 1 else top
    return top, right, parts[2] if len(parts) > 2 else top, parts[3] if len(parts) > 3 else right
