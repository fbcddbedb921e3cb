"""Mistakes in the attributes of MJML, which the compiler passes over."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from digest.render.attribute_values import expected_value
from digest.render.css_lint import Problem
from digest.render.mjml_element import Element
from digest.render.mjml_schema import LACKING, REQUIRED, allowed_attributes

ATTRIBUTE = re.compile(r"""([^\s=>/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?""")


Attributes = list[tuple[int, str, str]]


def attributes(element: Element) -> Attributes:
    """Place, name and value of each."""
    start = element.offset + 1 + len(element.tag)
    return [
        (start + found.start(), found[1], found[2] or found[3] or "")
        for found in ATTRIBUTE.finditer(element.attributes)
    ]


def named_classes(elements: Iterable[Element]) -> frozenset[str]:
    """What `mj-class` may name."""
    found = (element for element in elements if element.tag == "mj-class")
    return frozenset(
        value for element in found for _, name, value in attributes(element) if name == "name"
    )


def written_twice(element: Element, carried: Attributes) -> Iterator[Problem]:
    """Of two the compiler takes the last and a mail program the first."""
    seen: set[str] = set()
    for at, name, _ in carried:
        if name in seen:
            yield Problem(at, f"<{element.tag}> has {name} already; expected it once")
        seen.add(name)


def wrong_attributes(
    element: Element, carried: Attributes, classes: Collection[str]
) -> Iterator[Problem]:
    """Names that the element does not have, values that are not of their kind, what it lacks."""
    names = set()
    for at, name, value in carried:
        names.add(name)
        if said := _wrong(element.tag, name, value) or _no_class(name, value, classes):
            yield Problem(at, said)
    required = REQUIRED.get(element.tag)
    if required and names.isdisjoint((required, "mj-class")) and not _is_default(element):
        yield Problem(element.offset, f"<{element.tag}> has no {required}")


def _is_default(element: Element) -> bool:
    return element.tag != "mj-class" and bool(
        element.parent and element.parent.tag == "mj-attributes"
    )


def _no_class(name: str, value: str, classes: Collection[str]) -> str | None:
    unknown = [one for one in value.split() if one not in classes] if name == "mj-class" else ()
    return f'no <mj-class name="{unknown[0]}">{_nearest(unknown[0], classes)}' if unknown else None


@lru_cache(maxsize=1024)
def _wrong(tag: str, name: str, value: str) -> str | None:
    if instead := LACKING.get((tag, name)):
        return f"<{tag} {name}>: {instead}"
    allowed = allowed_attributes(tag)
    if name not in allowed and name.partition(":")[0] != "xmlns":
        return f"<{tag}> has no attribute {name}{_nearest(name, allowed)}"
    expected = expected_value(tag, name, value)
    return f'{name}="{value}": expected {expected}' if expected else None


def _nearest(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, sorted(known), 1)
    return f"; did you mean {near[0]}?" if near else ""
