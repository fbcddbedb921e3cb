"""CSS of a mail: declarations and rules, each distinct text parsed once."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from digest.core.mail.blanks import BLANK, blanked

DEEPEST = 50
NESTED = ("media", "supports", "layer")


class StyleRule(NamedTuple):
    """A rule of a style sheet; `condition` has the at-rules around it, such as `@media print`."""

    selector: str
    declarations: Mapping[str, str]
    condition: str = ""
    important: frozenset[str] = frozenset()


class Block(NamedTuple):
    """What stands between braces: values by property, in order; some of them `!important`."""

    values: Mapping[str, str]
    important: frozenset[str] = frozenset()


def declarations(style: str) -> Mapping[str, str]:
    """Property and value of each declaration in a style attribute; a later one wins."""
    return block(style).values


@lru_cache(maxsize=4096)
def block(style: str) -> Block:
    """The declarations of a style attribute, and which are important."""
    return _block(contents(style))


@lru_cache(maxsize=4096)
def contents(style: str) -> tuple[Any, ...]:
    """A style attribute as tinycss2 reads it; nothing if it is beyond all sense."""
    import tinycss2

    style = blanked(style)
    return () if _is_absurd(style) else tuple(tinycss2.parse_blocks_contents(style))


@lru_cache(maxsize=64)
def nodes(sheet: str) -> tuple[Any, ...]:
    """A style sheet as tinycss2 reads it; nothing if it is beyond all sense."""
    import tinycss2

    sheet = blanked(sheet)
    return () if _is_absurd(sheet) else tuple(tinycss2.parse_stylesheet(sheet, skip_comments=True))


@lru_cache(maxsize=64)
def rules(sheet: str, media: str = "") -> tuple[StyleRule, ...]:
    """The rules of a style sheet for `media`, those inside `@media` too; mistakes are dropped."""
    condition = f"@media {media}" if media else ""
    return tuple(_rules(nodes(sheet), condition))


def imports(sheet: str) -> Iterator[str]:
    """What a style sheet imports, as it is written behind `@import`."""
    import tinycss2

    for node in nodes(sheet):
        if node.type == "at-rule" and node.lower_at_keyword == "import":
            yield tinycss2.serialize(node.prelude).strip()


def _is_absurd(text: str) -> bool:
    """Whether brackets lie in each other too deep to be walked, or a number is none for Python."""
    if re.search(r"\d{4000}", text):
        return True
    depth = 0
    for bracket in re.findall(r"[](){}[]", text):
        depth += 1 if bracket in "([{" else -1
        if depth > DEEPEST:
            return True
    return False


def _rules(nodes: Sequence[Any], condition: str) -> Iterator[StyleRule]:
    """Where code of a template stands among rules, it may take any of them away."""
    import tinycss2

    if any(map(_is_blank, nodes)):
        condition = f"{condition} @{BLANK}".strip()
    for node in nodes:
        if node.type == "qualified-rule":
            found = _block(tinycss2.parse_blocks_contents(node.content))
            selector = tinycss2.serialize(node.prelude).strip()
            yield StyleRule(selector, found.values, condition, found.important)
        elif node.type == "at-rule" and node.content and node.lower_at_keyword in NESTED:
            told = f"@{node.lower_at_keyword} {tinycss2.serialize(node.prelude).strip()}"
            inner = tinycss2.parse_rule_list(node.content, skip_comments=True)
            yield from _rules(inner, f"{condition} {told}".strip())


def _is_blank(node: Any) -> bool:
    return bool(node.type == "at-rule" and node.at_keyword == BLANK)


def _block(nodes: Iterable[Any]) -> Block:
    import tinycss2

    found: dict[str, str] = {}
    important: set[str] = set()
    for node in nodes:
        if node.type == "declaration" and (node.important or node.lower_name not in important):
            found.pop(node.lower_name, None)  # it stands where it is said last
            found[node.lower_name] = tinycss2.serialize(node.value).strip()
            if node.important:
                important.add(node.lower_name)
        elif _is_blank(node):
            found["all"] = f"@{BLANK}"
    return Block(MappingProxyType(found), frozenset(important))
