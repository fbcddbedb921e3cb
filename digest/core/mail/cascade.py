"""Which declarations win at an element: those of browsers, attributes, style sheets and `style`.

Source: https://www.w3.org/TR/css-cascade-4/#cascading, without layers; as in standards mode.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from digest.core.mail import css
from digest.core.mail.css import Block, StyleRule
from digest.core.mail.longhand import PROPERTIES, UNSURE, longhands
from digest.core.mail.media import Screen, holds
from digest.core.mail.page import Page
from digest.core.mail.presentation import by_browsers, hints
from digest.core.mail.selectors import Selector, needed, selectors

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ATTRIBUTES = frozenset("aria-hidden background bgcolor color hidden link size text".split())
MOST_LOOKS = 10_000_000  # some seconds


class Kind(NamedTuple):
    """What declarations come from; elements of one kind have the same. `matched` are selectors."""

    tag: str
    style: str
    attributes: tuple[tuple[str, str], ...]
    is_link: bool
    matched: tuple[int, ...]


class Cascade:
    """What is asked of it is worked out once."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def rules(self, screen: Screen) -> tuple[bool | None, ...]:
        """Whether each selector of the style sheets, the weakest first, holds on a screen."""
        return tuple(holds(rule.condition, screen) for _, rule in self._selectors)

    def declared(self, kind: Kind, rules: tuple[bool | None, ...]) -> Mapping[str, str]:
        """The value that wins of each property that is declared, where such `rules` hold."""
        blocks = [] if kind.tag == "a" and not kind.is_link else [*by_browsers().get(kind.tag, ())]
        blocks.append(Block(dict(hints(kind.tag, kind.attributes))))
        for at in kind.matched:
            rule, holding = self._selectors[at][1], rules[at]
            if holding is not False:
                unsure = dict.fromkeys(rule.declarations, UNSURE) if holding is None else None
                blocks.append(Block(unsure or rule.declarations, rule.important))
        return _winning([*blocks, self._unknown, css.block(kind.style)])

    @cached_property
    def kinds(self) -> "Mapping[HtmlElement, Kind]":
        """The kind of each element, in the order of the document; equal ones are the same."""
        matched = self._matched
        same: dict[Kind, Kind] = {}
        found = {}
        for element in self.page.root.iter("*"):
            given = element.attrib
            kind = Kind(
                element.tag,
                given.get("style", ""),
                tuple((name, given[name]) for name in given if name in ATTRIBUTES),
                "href" in given,
                tuple(matched.get(element, ())),
            )
            found[element] = same.setdefault(kind, kind)
        return found

    @cached_property
    def _matched(self) -> "Mapping[HtmlElement, list[int]]":
        """The numbers of the selectors that fit an element, the weakest first."""
        found = defaultdict(list)
        for at, (selector, _) in enumerate(self._selectors):
            for element in selector.path(self.page.root):
                found[element].append(at)
        return found

    @cached_property
    def _names(self) -> frozenset[str]:
        """All classes, ids and names of attributes in the page."""
        root = self.page.root
        classes = (name for value in set(root.xpath("//@class")) for name in value.split())
        attributes = (name for element in root.iter("*") for name in element.attrib)
        return frozenset((*classes, *attributes, *root.xpath("//@id")))

    @cached_property
    def _selectors(self) -> tuple[tuple[Selector, StyleRule], ...]:
        """Those that are followed."""
        return () if self._unknown.values else self._fitting

    @cached_property
    def _unknown(self) -> Block:
        """What the selectors declare where to follow them would take too long: all is open."""
        count = sum(map(len, self.page.elements.values()))
        if count * sum(selector.cost for selector, _ in self._fitting) <= MOST_LOOKS:
            return Block({})
        rules = [rule for _, rule in self._fitting]
        return Block(
            {name: UNSURE for rule in rules for name in rule.declarations},
            frozenset(name for rule in rules for name in rule.important),
        )

    @cached_property
    def _fitting(self) -> tuple[tuple[Selector, StyleRule], ...]:
        """Those that may fit in rules that are of use here, with the rule, by rank and order."""
        found = [
            (selector, rule)
            for rule in self.page.sheets
            if not PROPERTIES.isdisjoint(rule.declarations)
            and any(needed(each) <= self._names for each in rule.selector.split(","))
            for selector in selectors(rule.selector)
            if selector.names <= self._names
        ]
        return tuple(sorted(found, key=lambda each: each[0].weight))


def _winning(blocks: Iterable[Block]) -> Mapping[str, str]:
    """The last of each property, but what is important stands above all."""
    found: dict[str, str] = {}
    for important in (False, True):
        for block in blocks:
            for name, value in block.values.items():
                if (name in block.important) is important:
                    found.update(longhands(name, value))
    return found
