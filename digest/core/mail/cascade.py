"""Which declarations win at an element: those of browsers, attributes, style sheets and `style`.

Source: https://www.w3.org/TR/css-cascade-4/#cascading, without layers; as in standards mode.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from digest.core.mail import css
from digest.core.mail.css import Block, StyleRule
from digest.core.mail.longhand import PROPERTIES, UNSURE, longhands
from digest.core.mail.media import Screen, holds
from digest.core.mail.page import Page, pixels
from digest.core.mail.paint import legacy

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BROWSER = """
head, noscript, script, style, template, title { display: none }
h1, h2, h3, h4, h5, h6, b, strong, th { font-weight: bold }
h1 { font-size: 2em; margin: .67em 0 } h2 { font-size: 1.5em; margin: .83em 0 }
h3 { font-size: 1.17em; margin: 1em 0 } h4 { margin: 1.33em 0 }
h5 { font-size: .83em; margin: 1.67em 0 } h6 { font-size: .67em; margin: 2.33em 0 }
blockquote, dl, ol, p, pre, ul { margin: 1em 0 }
small, sub, sup { font-size: smaller } big { font-size: larger }
code, kbd, pre, samp, tt { font-family: monospace }
mark { background-color: yellow; color: black }
a { color: linktext }
"""
PAINTED = frozenset("body table tbody td tfoot th thead tr".split())
FONT_SIZES = "x-small small medium large x-large xx-large xxx-large".split()
ATTRIBUTES = frozenset("aria-hidden background bgcolor color hidden link size text".split())
MOST_LOOKS = 10_000_000  # some seconds
Weight = tuple[int, int, int]
NAMES = re.compile(r"[.#]([\w-]+)|\[([\w-]+)")  # classes, ids and attributes of a selector
ODD = re.compile(r"[:|\\/\"'()]")


class Selector(NamedTuple):
    """One selector of a list: its specificity, its path in XPath, and the names that it needs.

    `cost` is about how often each element is looked at, for all that its tags let through.
    """

    weight: Weight
    path: Any
    names: frozenset[str]
    cost: int


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
        blocks = [] if kind.tag == "a" and not kind.is_link else [*_browser().get(kind.tag, ())]
        blocks.append(Block(dict(_hints(kind))))
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
            and any(_needed(each) <= self._names for each in rule.selector.split(","))
            for selector in _selectors(rule.selector)
            if selector.names <= self._names
        ]
        return tuple(sorted(found, key=lambda each: each[0].weight))


@lru_cache(maxsize=1024)
def _selectors(listed: str) -> tuple[Selector, ...]:
    """Each selector of a list; none of one with a mistake, a namespace, or without end."""
    from cssselect import SelectorError, parse
    from lxml.etree import XPathError

    try:
        return tuple(_selector(each) for each in parse(listed) if not each.pseudo_element)
    except (SelectorError, XPathError, RecursionError):
        return ()


def _selector(parsed: Any) -> Selector:
    from cssselect import HTMLTranslator
    from lxml.etree import Element, XPath

    path = XPath(HTMLTranslator().selector_to_xpath(parsed))
    path(Element("p"))  # whether it can be followed at all
    told = parsed.canonical()
    return Selector(parsed.specificity(), path, _needed(told), _cost(told))


def _cost(selector: str) -> int:
    """Each step that a tag, `*` or a pseudo-class makes leaves many elements to the next one."""
    *outer, last = selector.split()
    wide = sum(step == "*" or step.isalnum() or ":" in step for step in outer) + (":" in last)
    return int(3 ** min(wide, 9))


def _needed(selector: str) -> frozenset[str]:
    """The names without which it fits nothing; none of what is not plain enough to tell."""
    found = () if ODD.search(selector) else NAMES.findall(selector)
    return frozenset(one or two for one, two in found)


@lru_cache(maxsize=1)
def _browser() -> Mapping[str, list[Block]]:
    """What browsers do without being told, by tag."""
    found = defaultdict(list)
    for rule in css.rules(BROWSER):
        for tag in rule.selector.split(", "):
            found[tag].append(Block(rule.declarations))
    return found


def _hints(kind: Kind) -> Iterable[tuple[str, str]]:
    """What attributes say that are older than CSS, as its declarations."""
    tag = kind.tag
    for name, value in kind.attributes:
        if name == "bgcolor" and tag in PAINTED:
            yield "background-color", legacy(value)
        elif name == "background" and tag in PAINTED:
            yield "background-image", "url()"
        elif (name, tag) in (("text", "body"), ("color", "font")):
            yield "color", legacy(value)
        elif (name, tag) == ("size", "font") and (size := _font_size(value)):
            yield "font-size", size
        elif name == "hidden":
            yield "display", "none"


def _font_size(value: str) -> str | None:
    """The keyword of a step from 1 to 7, which a sign makes relative to 3.

    Source: https://html.spec.whatwg.org/#rules-for-parsing-a-legacy-font-size
    """
    value = value.strip()
    sign = value[:1] if value.startswith(("+", "-")) else ""
    number = pixels(value.removeprefix(sign))
    if number is None:
        return None
    step = {"+": 3 + number, "-": 3 - number}.get(sign, number)
    return FONT_SIZES[min(max(step, 1), 7) - 1]


def _winning(blocks: Iterable[Block]) -> Mapping[str, str]:
    """The last of each property, but what is important stands above all."""
    found: dict[str, str] = {}
    for important in (False, True):
        for block in blocks:
            for name, value in block.values.items():
                if (name in block.important) is important:
                    found.update(longhands(name, value))
    return found
