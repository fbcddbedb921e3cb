"""CSS selectors as paths to their elements, and what tells beforehand that they lead nowhere."""

import re
from functools import lru_cache
from typing import Any, NamedTuple

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


@lru_cache(maxsize=1024)
def selectors(listed: str) -> tuple[Selector, ...]:
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
    return Selector(parsed.specificity(), path, needed(told), _cost(told))


def _cost(selector: str) -> int:
    """Each step that a tag, `*` or a pseudo-class makes leaves many elements to the next one."""
    *outer, last = selector.split()
    wide = sum(step == "*" or step.isalnum() or ":" in step for step in outer) + (":" in last)
    return int(3 ** min(wide, 9))


def needed(selector: str) -> frozenset[str]:
    """The names without which it fits nothing; none of what is not plain enough to tell."""
    found = () if ODD.search(selector) else NAMES.findall(selector)
    return frozenset(one or two for one, two in found)
