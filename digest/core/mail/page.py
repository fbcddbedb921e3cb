"""The HTML of a mail as a tree that knows its lines and columns."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, cast

from digest.core.mail import css
from digest.core.quick import dataclass
from digest.core.text import ILLEGAL

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from digest.core.mail.looks import Looks

UNSEEN = frozenset("head style script title noscript template".split())
CODE = frozenset("code pre kbd samp".split())
XML = re.compile(r"\A\s*<\?xml[^>]{0,200}>")
OPENED = re.compile(
    r"<!--(?:.*?-->|.*)|<(?P<raw>script|style)\b(?:.*?</(?P=raw)\s*>|.*)|<(?P<tag>[A-Za-z][\w:-]*)",
    re.DOTALL | re.IGNORECASE,
)


class Words(NamedTuple):
    """A stretch of text, and the element that it stands in."""

    text: str
    within: "HtmlElement"


@dataclass(frozen=True)
class Page:
    """What is asked of it is worked out once; it has no slots, so that it can be kept."""

    source: str

    @cached_property
    def root(self) -> "HtmlElement":
        """The element `html`, be the document empty or broken.

        It is a plain element: what `lxml.html` adds is not needed, and slow to load.
        """
        from lxml.etree import HTML, HTMLParser

        text = ILLEGAL.sub(" ", XML.sub("", self.source, count=1))
        parser = HTMLParser(encoding="utf-8", huge_tree=True)
        root = HTML(text.encode("utf-8", "replace"), parser)
        return cast("HtmlElement", HTML("<html></html>") if root is None else root)

    @cached_property
    def elements(self) -> "Mapping[str, tuple[HtmlElement, ...]]":
        """The elements by their tag, in the order of the document."""
        found = defaultdict(list)
        for element in self.root.iter("*"):
            found[element.tag].append(element)
        return {tag: tuple(some) for tag, some in found.items()}

    def all(self, *tags: str) -> "tuple[HtmlElement, ...]":
        """The elements of these tags, in the order of the document for one tag."""
        return tuple(element for tag in tags for element in self.elements.get(tag, ()))

    @cached_property
    def words(self) -> tuple[Words, ...]:
        """All text that is meant to be read, comments and styles left out."""
        found: list[Words] = []
        for element in self.root.iter("*"):
            if element.tag not in UNSEEN:
                texts = (element.text, *(child.tail for child in element))  # of comments, too
                found.extend(Words(text, element) for text in texts if text and text.strip())
        return tuple(found)

    @cached_property
    def code(self) -> str:
        """All that it shows as code."""
        return "\n".join("".join(each.itertext()) for each in self.all(*CODE))

    @cached_property
    def sheets(self) -> tuple[css.StyleRule, ...]:
        """The rules of all style elements."""
        return tuple(
            rule
            for sheet in self.all("style")
            for rule in css.rules(sheet.text or "", sheet.get("media") or "")
        )

    @cached_property
    def looks(self) -> "Looks":
        """How its text looks: colours and sizes."""
        from digest.core.mail.looks import Looks

        return Looks(self)

    def place(self, element: "HtmlElement") -> tuple[int, int | None]:
        """Line and column, from 1, at which `element` opens; without a column if it is unsure."""
        at = self._begun.get(element)
        if at is None:  # the parser adds and moves elements of broken HTML
            return element.sourceline or 1, None
        line = bisect_right(self._lines, at)
        return line, at - self._lines[line - 1] + 1

    @cached_property
    def _begun(self) -> "Mapping[HtmlElement, int]":
        """Where in the source each element opens, as far as all of its tag are found there."""
        opened = defaultdict(list)
        for tag in OPENED.finditer(self.source):
            if name := tag["tag"] or tag["raw"]:
                opened[name.lower()].append(tag.start())
        found: dict[HtmlElement, int] = {}
        for name, same in self.elements.items():
            if len(same) == len(opened[name]):
                found.update(zip(same, opened[name], strict=True))
        return found

    @cached_property
    def _lines(self) -> list[int]:
        """Where in the source each line begins."""
        return [0, *(end.end() for end in re.finditer("\n", self.source))]


def style(element: "HtmlElement") -> Mapping[str, str]:
    """The declarations of its style attribute."""
    return css.declarations(element.get("style") or "")


def pixels(said: str | None) -> int | None:
    """The whole number of an attribute such as `width="600"`, or of `600px`; None if it is none."""
    number = (said or "").strip().removesuffix("px").rstrip()
    return int(number[:9]) if number.isascii() and number.isdecimal() else None


def words_of(element: "HtmlElement") -> str:
    """Its text as one line, the alternative text of its images and its label included."""
    alts = [image.get("alt") or "" for image in element.iter("img")]
    label = element.get("aria-label") or element.get("title") or ""
    return " ".join(" ".join([*element.itertext(), *alts, label]).split())


def in_code(element: "HtmlElement") -> bool:
    """Whether it shows code, in which nothing is a slip."""
    return element.tag in CODE or any(above.tag in CODE for above in element.iterancestors())


def is_hidden(element: "HtmlElement") -> bool:
    """Whether its own style, or that of an element around it, hides it."""
    return any(_hides(each) for each in (element, *element.iterancestors()))


def _hides(element: "HtmlElement") -> bool:
    found = style(element)
    return found.get("display") == "none" or found.get("visibility") == "hidden"
