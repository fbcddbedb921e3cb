"""CSS of a mail: declarations and rules, each distinct text parsed once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

NESTED = ("media", "supports", "layer")


@dataclass(frozen=True, slots=True)
class StyleRule:
    """A rule of a style sheet; `condition` is the at-rule around it, such as `@media print`."""

    selector: str
    declarations: Mapping[str, str]
    condition: str = ""


@lru_cache(maxsize=4096)
def declarations(style: str) -> Mapping[str, str]:
    """Property and value of each declaration in a style attribute; a later one wins."""
    import tinycss2

    return _declared(tinycss2.parse_blocks_contents(style))


@lru_cache(maxsize=64)
def rules(sheet: str) -> tuple[StyleRule, ...]:
    """The rules of a style sheet, those inside `@media` too; mistakes are passed over."""
    import tinycss2

    return tuple(_rules(tinycss2.parse_stylesheet(sheet, skip_comments=True), ""))


def _rules(nodes: Iterable[Any], condition: str) -> Iterator[StyleRule]:
    import tinycss2

    for node in nodes:
        if node.type == "qualified-rule":
            content = tinycss2.parse_blocks_contents(node.content)
            selector = tinycss2.serialize(node.prelude).strip()
            yield StyleRule(selector, _declared(content), condition)
        elif node.type == "at-rule" and node.content and node.lower_at_keyword in NESTED:
            told = f"@{node.lower_at_keyword} {tinycss2.serialize(node.prelude).strip()}"
            yield from _rules(tinycss2.parse_rule_list(node.content, skip_comments=True), told)


def _declared(nodes: Iterable[Any]) -> Mapping[str, str]:
    import tinycss2

    found: dict[str, str] = {}
    important: set[str] = set()
    for node in nodes:
        if node.type == "declaration" and (node.important or node.lower_name not in important):
            found[node.lower_name] = tinycss2.serialize(node.value).strip()
            if node.important:
                important.add(node.lower_name)
    return MappingProxyType(found)
