"""By what an element is known again: in MJML, and in the HTML that the compiler makes of it.

That is what the compiler leaves as it is: the address of a link or picture, headings and the like,
and the words that an element begins with.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING

from digest.core.text import one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ADDRESSES = ("src", "href")
KEPT = frozenset("h1 h2 h3 h4 h5 h6 ul ol li pre blockquote code span strong em i b".split())
HOLDERS = {  # of the words of components
    "mj-text": "div", "mj-button": "a", "mj-social-element": "a", "mj-navbar-link": "a",
    "mj-table": "table",
}  # fmt: skip
OWN = re.compile(r"([^<]*)")
INNER = re.compile(r"(?:\s|<[^>]*+>)*+([^<]*)")
Mark = tuple[str, str]  # an attribute and its value, "tag" and a tag, or a tag and its first words


def of_mjml(found: re.Match[str]) -> Iterator[Mark]:
    """The marks of a tag that begins an element, or of a style sheet; `found` is of MARKUP."""
    from digest.render.places import ATTRIBUTE

    if found["css"]:
        yield "style", _first_rule(found["css"].partition(">")[2])
        return
    name = found["tag"][1:].split()[0].rstrip("/>")
    holder = HOLDERS.get(name, name)
    values = {key: unescape("".join(value)) for key, *value in ATTRIBUTE.findall(found["tag"])}
    behind = INNER if _is_of_data(holder, values.get("role")) else OWN
    words = behind.match(found.string, found.end())
    yield from ((key, values[key]) for key in ADDRESSES if key in values)
    yield "tag", name
    yield holder, one_line(unescape(words[1] if words else ""))


def of_html(element: "HtmlElement") -> list[Mark]:
    """The marks of an element, the surest first."""
    found = [(name, element.get(name) or "") for name in ADDRESSES if element.get(name)]
    kept = [("tag", element.tag)] if element.tag in KEPT else []
    words = _words(element)
    return [*found, *kept, *([(element.tag, words)] if words else [])]


def _words(element: "HtmlElement") -> str:
    if element.tag == "style":
        return _first_rule(element.text or "")
    inner = _is_of_data(element.tag, element.get("role"))
    texts = element.itertext() if inner else [element.text or ""]
    return next((words for text in texts if (words := one_line(text))), "")


def _is_of_data(tag: str, role: str | None) -> bool:
    """Whether it is a table that no component made: those have a role."""
    return tag == "table" and not role


def _first_rule(sheet: str) -> str:
    return "".join(sheet.partition("}")[0].split())
