"""Mistakes in the attributes of MJML, which the compiler passes over."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from digest.render.css_lint import Problem
from digest.render.mjml_element import Element
from digest.render.mjml_schema import LACKING, allowed_attributes, expected_value

ATTRIBUTE = re.compile(r"""([^\s=>/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?""")


def _attributes(element: Element) -> Iterator[tuple[int, str, str]]:
    """Place, name and value of each."""
    start = element.offset + 1 + len(element.tag)
    for found in ATTRIBUTE.finditer(element.attributes):
        yield start + found.start(), found[1], found[2] or found[3] or ""


def written_twice(element: Element) -> Iterator[Problem]:
    """Of two the compiler takes the last and a mail program the first."""
    if element.attributes.count("=") < 2:
        return
    seen: set[str] = set()
    for at, name, _ in _attributes(element):
        if name in seen:
            yield Problem(at, f"<{element.tag}> has {name} already; expected it once")
        seen.add(name)


def wrong_attributes(element: Element) -> Iterator[Problem]:
    """Names that the element does not have, and values that are not of their kind."""
    allowed = allowed_attributes(element.tag)
    for at, name, value in _attributes(element):
        if instead := LACKING.get((element.tag, name)):
            yield Problem(at, f"<{element.tag} {name}>: {instead}")
        elif name not in allowed:
            near = get_close_matches(name, sorted(allowed), 1)
            meant = f"; did you mean {near[0]}?" if near else ""
            yield Problem(at, f"<{element.tag}> has no attribute {name}{meant}")
        elif expected := expected_value(name, value):
            yield Problem(at, f'{name}="{value}": expected {expected}')
