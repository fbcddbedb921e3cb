"""Forced dark: what mail programs make of an email that they darken themselves.

An approximation: every colour is turned over as Outlook does it; how Gmail does it, nobody tells.
Pictures stay as they are, and what the email says for dark mode is not asked.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from digest.core.inversion import by_outlook
from digest.preview.rewrite import Tag, rewritten

DEFAULT = (
    f"<style>:root{{color-scheme:dark;background:{by_outlook('#ffffff')};"
    f"color:{by_outlook('#000000')}}}a{{color:{by_outlook('#0000ee')}}}</style>"
)
_SHEET = re.compile(r"(<style\b[^>]*>)(.*?)(</style\s*>)", re.DOTALL | re.IGNORECASE)
_COLOURED = re.compile(r"color|^(?:background|border|outline|box-shadow|text-shadow|fill|stroke)")
_ATTRIBUTES = ("bgcolor", "color", "text", "link", "vlink", "alink")
_NESTED = ("media", "supports", "layer")


def darkened(html: str) -> str:
    """`html` with its light colours dark and its dark ones light; `DEFAULT` belongs before it."""
    turned = _SHEET.sub(lambda sheet: f"{sheet[1]}{_sheet(sheet[2])}{sheet[3]}", html)
    return rewritten(turned, _tag)


def _tag(tag: Tag) -> Tag:
    said = {name: value for name in _ATTRIBUTES if (value := tag.get(name))}
    new = {name: _attribute(value) for name, value in said.items()}
    if style := tag.get("style"):
        new["style"] = _style(style)
    return tag.having(new) if new else tag


@lru_cache(maxsize=1 << 10)
def _attribute(value: str) -> str:
    """An attribute of HTML, which may leave out the #."""
    hexadecimal = re.fullmatch(r"[0-9a-fA-F]{6}", value)
    return _turned(f"#{value}" if hexadecimal else value) or value


@lru_cache(maxsize=1 << 12)
def _style(style: str) -> str:
    import tinycss2

    return "".join(_declarations(tinycss2.parse_blocks_contents(style)))


@lru_cache(maxsize=1 << 5)
def _sheet(css: str) -> str:
    import tinycss2

    return "".join(_rules(tinycss2.parse_stylesheet(css, skip_comments=True)))


def _rules(nodes: Iterable[Any]) -> Iterator[str]:
    import tinycss2

    for node in nodes:
        if node.type == "qualified-rule":
            inside = _declarations(tinycss2.parse_blocks_contents(node.content))
            yield f"{tinycss2.serialize(node.prelude)}{{{''.join(inside)}}}"
        elif node.type == "at-rule" and node.content and node.lower_at_keyword in _NESTED:
            inside = _rules(tinycss2.parse_rule_list(node.content))
            yield f"@{node.at_keyword}{tinycss2.serialize(node.prelude)}{{{''.join(inside)}}}"
        elif node.type != "error":
            yield node.serialize()


def _declarations(nodes: Iterable[Any]) -> Iterator[str]:
    import tinycss2

    for node in nodes:
        if node.type == "declaration":
            coloured = _COLOURED.search(node.lower_name)
            value = _value(node.value) if coloured else tinycss2.serialize(node.value)
            yield f"{node.name}:{value.strip()}{' !important' if node.important else ''};"


def _value(tokens: Iterable[Any]) -> str:
    """A value with each colour in it turned over."""
    return "".join(_token(token) for token in tokens)


def _token(token: Any) -> str:
    if token.type in ("hash", "ident", "function") and (turned := _turned(token.serialize())):
        return turned
    if token.type == "function":
        return f"{token.name}({_value(token.arguments)})"
    return str(token.serialize())


@lru_cache(maxsize=1 << 10)
def _turned(colour: str) -> str | None:
    """`colour`, of any notation, turned over; None for what is none or has none of its own."""
    from tinycss2.color4 import parse_color

    found = parse_color(colour)
    if found is None or isinstance(found, str) or not found.alpha:
        return None
    channels = (min(max(round(255 * each), 0), 255) for each in found.to("srgb").coordinates)
    turned = by_outlook("#" + "".join(f"{each:02x}" for each in channels))
    return turned if found.alpha == 1 else f"{turned}{round(255 * found.alpha):02x}"
