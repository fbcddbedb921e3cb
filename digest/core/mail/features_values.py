"""What one declaration of CSS uses of the features in which mail programs differ."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple


class Part(NamedTuple):
    """A feature; with `note`, the part of it that programs lack whose note this pattern finds."""

    feature: str
    note: str = ""


class Styled(NamedTuple):
    """What a declaration uses; `prop` is its property where the feature is one of values."""

    part: Part
    prop: str = ""


SAME_NAME = frozenset(
    "transform filter mix-blend-mode clip-path mask-image writing-mode column-count object-fit "
    "aspect-ratio gap justify-content align-items inset".split()
)
OTHER_NAME = {
    "grid-template-columns": "css-grid-template",
    "grid-template-areas": "css-grid-template",
    "column-gap": "css-gap",
    "row-gap": "css-gap",
    "columns": "css-column-count",
    "inline-size": "css-block-inline-size",
    "block-size": "css-block-inline-size",
}
LOGICAL = {
    f"{box}-{axis}{edge}": f"css-{box}-{axis}-start-end" if edge else f"css-{box}-inline-block"
    for box in ("margin", "padding")
    for axis in ("inline", "block")
    for edge in ("", "-start", "-end")
}
PLAIN = frozenset("none normal auto inherit initial unset revert 0".split())
KEYWORDS = {
    ("display", "flex"): Part("css-display-flex"),
    ("display", "inline-flex"): Part("css-display-flex"),
    ("display", "grid"): Part("css-display-grid"),
    ("display", "inline-grid"): Part("css-display-grid"),
    ("display", "none"): Part("css-display-none"),
    ("visibility", "hidden"): Part("css-visibility"),
    ("opacity", "0"): Part("css-opacity"),
    ("position", "absolute"): Part("css-position", "not .*`absolute`"),
    ("position", "fixed"): Part("css-position", "not .*`fixed`"),
    ("position", "sticky"): Part("css-position", "not .*`sticky`"),
    ("float", "left"): Part("css-float"),
    ("float", "right"): Part("css-float"),
    ("flex-direction", "column"): Part("css-flex-direction"),
    ("flex-flow", "column"): Part("css-flex-direction"),
    ("flex-wrap", "wrap"): Part("css-flex-wrap"),
    ("flex-flow", "wrap"): Part("css-flex-wrap"),
    ("white-space", "pre"): Part("css-white-space", "`pre` value"),
    ("white-space", "pre-wrap"): Part("css-white-space"),
    ("white-space", "pre-line"): Part("css-white-space"),
}
NEGATIVE_MARGIN = Part("css-margin", "Negative values")
PADDING = Part("css-padding", "Only supported on table cells")
MAX_WIDTH = Part("css-max-width", "Only works on `<table>`")
BACKGROUND_IMAGE = Part("css-background-image")
WHITESPACE_COLOUR = Part("css-rgb", "[Ww]hitespace syntax")
FUNCTIONS = {
    **{name: Part(f"css-function-{name}") for name in ("min", "max", "clamp", "light-dark")},
    **{name: Part("css-modern-color") for name in ("lab", "lch", "oklab", "oklch")},
    **{f"{form}-gradient": Part(f"css-{form}-gradient") for form in ("linear", "radial", "conic")},
    "calc": Part("css-unit-calc"),
    "var": Part("css-variables"),
    "rgba": Part("css-rgba"),
}
UNITS = frozenset("rem ch vh vw vmin vmax".split())
CONTENT_SIZES = frozenset("fit-content min-content max-content".split())
BACKGROUNDS = frozenset({"background", "background-color"})


def declared(name: str, value: Sequence[Any]) -> Iterator[Styled]:
    """What the declaration of the property `name` uses."""
    words = [_word(token) for token in value if token.type != "whitespace"]
    if len(words) != 1 or words[0] not in PLAIN:
        yield from (Styled(part) for part in _property(name, value))
    yield from (Styled(KEYWORDS[name, word]) for word in words if (name, word) in KEYWORDS)
    if not name.startswith("--"):
        yield from (Styled(part, name) for part in dict.fromkeys(_values(value)))


def has_colour(name: str, value: Sequence[Any], used: Iterable[Styled]) -> bool:
    """Whether it gives a background a colour that every program understands."""
    from tinycss2.color3 import parse_color

    if name not in BACKGROUNDS or any(styled.prop for styled in used):
        return False
    return any(
        colour == "currentColor" or colour.alpha for colour in map(parse_color, value) if colour
    )


def _property(name: str, value: Sequence[Any]) -> Iterator[Part]:
    """What lies in the property itself, whatever its value is."""
    if name in SAME_NAME:
        yield Part(f"css-{name}")
    elif name in OTHER_NAME:
        yield Part(OTHER_NAME[name])
    elif name.startswith("padding") and "-" not in name.removeprefix("padding-"):
        yield PADDING
    elif name == "max-width" and any(token.type == "dimension" for token in value):
        yield MAX_WIDTH
    elif name in {"background", "background-image"} and any(map(_is_url, value)):
        yield BACKGROUND_IMAGE
    elif name in LOGICAL:
        yield Part(LOGICAL[name])
    if name.startswith("margin") and any(_is_negative(token) for token in value):
        yield NEGATIVE_MARGIN


def _values(value: Iterable[Any]) -> Iterator[Part]:
    """What lies in functions, units and keywords."""
    for token in value:
        if token.type == "function":
            name = token.lower_name.removeprefix("repeating-")
            if name in {"rgb", "rgba"} and not any(each == "," for each in token.arguments):
                yield WHITESPACE_COLOUR
            elif name in FUNCTIONS:
                yield FUNCTIONS[name]
            if name != "var":
                yield from _values(token.arguments)
        elif token.type == "dimension" and token.lower_unit in UNITS:
            yield Part(f"css-unit-{token.lower_unit}")
        elif token.type == "ident" and token.lower_value in CONTENT_SIZES:
            yield Part("css-intrinsic-size")


def _word(token: Any) -> str:
    """A keyword, or a number as it is written."""
    if token.type == "ident":
        return str(token.lower_value)
    return str(token.representation) if token.type in {"number", "dimension"} else ""


def _is_url(token: Any) -> bool:
    return bool(token.type == "url" or (token.type == "function" and token.lower_name == "url"))


def _is_negative(token: Any) -> bool:
    return token.type in {"dimension", "percentage", "number"} and bool(token.value < 0)
