"""Where a mail uses what not every mail program can do, as far as it does not make up for it."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from digest.core.mail.features_markup import Found, used
from digest.core.mail.features_values import Part
from digest.core.mail.page import Page

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Seen = Literal["all", "classic", "others"]
CONDITION = re.compile(r"\s*\[if ([^\]]*)\]>?(.*)", re.DOTALL)


class Use(NamedTuple):
    """One use of a feature in an element, or in a comment that holds it.

    `prop` is the property of CSS in whose value it stands. A program that lacks one of `needs` does
    not come so far. Conditional comments make that only classic Outlook for Windows, or only the
    `others`, get to see it.
    """

    part: Part
    at: Any
    prop: str = ""
    needs: tuple[Part, ...] = ()
    seen: Seen = "all"


def uses(page: Page) -> tuple[Use, ...]:
    """All uses, in the order of the document."""
    return tuple(_walked(page.root))


def _walked(root: "HtmlElement") -> Iterator[Use]:
    seen: Seen = "all"
    for node in root.iter():
        if isinstance(node.tag, str):
            yield from (Use(part, node, prop, needs, seen) for part, prop, needs in used(node))
        elif opened := CONDITION.match(text := node.text or ""):
            condition, content = opened.groups()
            if "mso" in condition and "!" in condition:
                seen = "all" if "[endif]" in content else "others"
            elif "mso" in condition and "style" in content:
                for part, prop, needs in _commented(content):
                    yield Use(part, node, prop, needs, "classic")
        elif "[endif]" in text:
            seen = "all"


@lru_cache(maxsize=256)
def _commented(content: str) -> tuple[Found, ...]:
    """What the HTML in a conditional comment uses."""
    root = Page(content.partition("<![endif]")[0]).root
    return tuple(found for element in root.iter("*") for found in used(element))
