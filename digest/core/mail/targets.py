"""What a finger has to hit: links that stand alone, and how much room they have.

Nothing is drawn, so heights are those of one line of text, or what a picture says of itself.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from digest.core.mail.media import PHONE, Screen
from digest.core.mail.page import Page, pixels
from digest.core.mail.sizes import length

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FINGER = Screen(width=PHONE)
BLOCKS = frozenset(
    "address article blockquote body center dd div dt h1 h2 h3 h4 h5 h6 li p section td th".split()
)
LETTERS = re.compile(r"\w")
NORMAL = 1.2  # lines of text, as a share of its size


class Target(NamedTuple):
    """A link that is all its block has; in pixels its height, and how far the next link is.

    `distance` is from middle to middle, where nothing else is to be read between. `is_button` says
    that it is drawn as one, or is a picture, `in_cell` that the cell around it makes it look so.
    """

    link: "HtmlElement"
    height: float
    distance: float
    is_button: bool
    in_cell: bool


class Targets:
    """Those of a page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def alone(self) -> "Iterator[Target]":
        """Links outside of the flow of text whose height can be told."""
        for link in self.page.all("a"):
            style = self.page.looks.styles(FINGER)[link]
            if "href" in link.attrib and style.visible and not style.gone:
                block = self._block(link)
                height = self._height(link) if self._text(block) == self._text(link) else None
                if height is not None:
                    in_cell = block.tag == "td" and self._stands_out(block)
                    yield Target(link, height, self._distance(link), self._is_button(link), in_cell)

    def _distance(self, link: "HtmlElement") -> float:
        """To the link above or below."""
        near = [each for each in self._beside.get(link, ()) if not _in_one_row(link, each)]
        return min(((self._room(link) + self._room(each)) / 2 for each in near), default=inf)

    @cached_property
    def _beside(self) -> "Mapping[HtmlElement, list[HtmlElement]]":
        """The links between which there is nothing to read."""
        found = defaultdict(list)
        for one, other in pairwise(self._order()):
            if one is not None and other is not None:
                found[one].append(other)
                found[other].append(one)
        return found

    def _order(self) -> "list[HtmlElement | None]":
        """The link of each stretch of text, None of other text; each once in a row."""
        found: list[HtmlElement | None] = [None]
        styles = self.page.looks.styles(FINGER)
        for text in self.page.root.xpath("//body//text()"):
            within = text.getparent().getparent() if text.is_tail else text.getparent()
            if within in styles and styles[within].is_read and LETTERS.search(text):
                link = next(within.iterancestors("a"), None) if within.tag != "a" else within
                if link is not found[-1]:
                    found.append(link)
        return found

    def _block(self, link: "HtmlElement") -> "HtmlElement":
        return next((each for each in link.iterancestors() if each.tag in BLOCKS), self.page.root)

    def _text(self, element: "HtmlElement") -> str:
        if element not in self._texts:
            self._texts[element] = " ".join("".join(element.itertext()).split())
        return self._texts[element]

    @cached_property
    def _texts(self) -> "dict[HtmlElement, str]":
        return {}

    def _height(self, link: "HtmlElement") -> float | None:
        """Of one line of its text, or of the picture in it, with its padding and border."""
        lettered = LETTERS.search(self._text(link))
        inner = self._line(link) if lettered else self._picture(link)
        return (
            None if inner is None else inner + self._around(link, "padding-{}", "border-{}-width")
        )

    def _picture(self, link: "HtmlElement") -> float | None:
        images = list(link.iter("img"))
        if len(images) != 1:
            return None
        return self._pixels(images[0], "height") or pixels(images[0].get("height"))

    def _line(self, element: "HtmlElement") -> float:
        """The height of a line: what the nearest style around says of it."""
        size = self._size(element)
        for each in (element, *element.iterancestors()):
            value = self.page.looks.declared(each, FINGER).get("line-height", "inherit")
            if value not in ("inherit", "unset"):
                factor = value.removesuffix(".").replace(".", "", 1).isdecimal()
                found = float(value) * size if factor else length(value, self._size(each))
                return found or NORMAL * size
        return NORMAL * size

    def _is_button(self, link: "HtmlElement") -> bool:
        shaped = self._around(link, "padding-{}") > 0 or self._stands_out(link)
        return shaped or not LETTERS.search(self._text(link))

    def _stands_out(self, element: "HtmlElement") -> bool:
        """Whether it has a ground of its own."""
        styles, parent = self.page.looks.styles(FINGER), element.getparent()
        return parent is not None and styles[element].ground != styles[parent].ground

    def _room(self, link: "HtmlElement") -> float:
        """Its height, with what the elements leave free above and below that hold nothing else."""
        block, found = self._block(link), self._height(link) or 0.0
        for each in link.iterancestors():
            if each is not block and self._text(each) != self._text(link):
                break
            found += self._around(each, "padding-{}", "margin-{}", "border-{}-width")
        return found

    def _around(self, element: "HtmlElement", *names: str) -> float:
        """The sum of properties of its upper and lower side, which is `{}` in their names."""
        told = [name.format(side) for name in names for side in ("top", "bottom")]
        return sum(self._pixels(element, name) or 0 for name in told)

    def _pixels(self, element: "HtmlElement", name: str) -> float | None:
        value = self.page.looks.declared(element, FINGER).get(name, "")
        return length(value, self._size(element)) if not value.endswith("%") else None

    def _size(self, element: "HtmlElement") -> float:
        return self.page.looks.styles(FINGER)[element].size or 0.0


def _in_one_row(one: "HtmlElement", other: "HtmlElement") -> bool:
    """Whether they stand in two cells of a row."""
    rows = [next(each.iterancestors("tr"), None) for each in (one, other)]
    return rows[0] is not None and rows[0] is rows[1]
