"""CSS selectors that still hold when a site is built anew."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Node

NAME = re.compile(r"[a-z][a-z]+(?:(?:-|--|_|__)[a-z]+)*")  # neither `css-1x2y3z` nor `post-31`
# Words of how things look rather than of what they are: Tailwind's, Bootstrap's, and states
LOOKS = re.compile(
    r"(?:flex|grid|block|inline|hidden|relative|absolute|static|group|container|row|col|text|bg|font"
    r"|border|rounded|shadow|space|gap|items|justify|self|min|max|overflow|leading|tracking|mx|my|mb"
    r"|mt|ml|mr|px|py|pt|pb|pl|pr|sm|md|lg|xl|dark|hover|focus|transition|duration|ease|underline"
    r"|first|last|odd|even|active|current|new|is|has|js|animate|aos|wow|fade|clearfix|truncate"
    r"|line|divide|cursor|prose|no|not|duration|delay|opacity|sticky|top|bottom|left|right)(?:-.*)?"
)
MOST_CLASSES = 2


def classes(node: "Node") -> tuple[str, ...]:
    """The classes of an element that say what it is."""
    names = (node.get("class") or "").split()
    return tuple(name for name in names if NAME.fullmatch(name) and not LOOKS.fullmatch(name))


def step(node: "Node", names: tuple[str, ...] | None = None) -> str:
    """An element by its tag and at most two of its classes, or of `names`."""
    known = classes(node) if names is None else names
    return ".".join((str(node.tag), *known[:MOST_CLASSES]))


def place(node: "Node") -> str:
    """Where an element lies: itself and the one around it."""
    above = node.getparent()
    return step(node) if above is None or above.tag == "html" else f"{step(above)} > {step(node)}"
