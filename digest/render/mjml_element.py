"""An element of MJML as the lint reads it, and whether it may stand where it does."""

from collections.abc import Iterator
from dataclasses import dataclass

from digest.render.mjml_schema import ATTRIBUTES, CHILDREN, DEFAULTS, HTML_INSIDE

INSTEAD = {
    "mj-include": "write {% include %}: Jinja puts the file in",
    "mj-html-attribute": "this compiler does not have it; write the attribute in the HTML",
    "mj-html-attributes": "this compiler does not have it; write the attribute in the HTML",
    "mj-selector": "this compiler does not have it; write the attribute in the HTML",
}


@dataclass(slots=True)
class Element:
    """An element, as far as it has been read."""

    tag: str
    offset: int
    attributes: str
    parent: "Element | None"
    loose: int | None = None  # where text stands in it that belongs to no element

    def around(self) -> "Iterator[Element]":
        """Itself, what it stands in, and so on."""
        found: Element | None = self
        while found:
            yield found
            found = found.parent


def misplaced(element: Element) -> str | None:
    """Why an element may not stand where it does; None if it may."""
    tag, parent = element.tag, element.parent
    if parent is None:
        return None if tag == "mjml" else f"<{tag}> at the top, where <mjml> was expected"
    if tag in INSTEAD:
        return f"<{tag}>: {INSTEAD[tag]}"
    if tag.startswith("mj-") and tag not in (*ATTRIBUTES, *DEFAULTS):
        from difflib import get_close_matches

        near = get_close_matches(tag, ATTRIBUTES, 1)
        return f"unknown element <{tag}>" + (f"; did you mean <{near[0]}>?" if near else "")
    if may_hold(parent.tag, tag):
        return None
    expected = CHILDREN.get(parent.tag, "").replace(" ", ", ")
    said = f"<{tag}> may not stand in <{parent.tag}>"
    return f"{said}; expected {expected}" if expected else said


def may_hold(parent: str, tag: str) -> bool:
    """Whether one element may stand in another, by their names."""
    if parent in CHILDREN:
        return tag in CHILDREN[parent].split()
    if parent == "mj-attributes":
        return tag.startswith("mj-")
    html = parent in HTML_INSIDE or not parent.startswith("mj-")
    return html and not tag.startswith("mj")
