"""From an element of an issue's HTML back to the line of the template that wrote it.

Nothing in the HTML tells, so it is found by what the compiler leaves as it is: the address of a
link or picture, the order of headings and the like, and the words that an element begins with.
Where it is not certain, nothing is said.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING

from digest.app.wiring import Project
from digest.config.settings import Design
from digest.core.finding import Location
from digest.core.mail.page import Page
from digest.core.model import Issue
from digest.core.quick import dataclass
from digest.core.text import one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ADDRESSES = ("src", "href")
KEPT = frozenset("h1 h2 h3 h4 h5 h6 ul ol li pre blockquote code span strong em i b".split())
Mark = tuple[str, str]  # an attribute and its value, "tag" and a tag, or a tag and its first words


@dataclass(frozen=True)
class Origins:
    """The templates are filled in again, but only when somebody asks.

    It has no slots, so that what is worked out once can be kept.
    """

    project: Project
    issue: Issue
    design: Design

    def __call__(self, element: "HtmlElement", page: Page) -> Location | None:
        """The template's file, line and column, if they are certain."""
        for mark in _marks(element):
            same = [each for each in page.all(element.tag) if mark in _marks(each)]
            places = self._places.get(mark, [])
            if len(same) == len(places):
                return places[next(i for i, each in enumerate(same) if each is element)]
        return None

    @cached_property
    def _places(self) -> Mapping[Mark, list[Location | None]]:
        """Where the templates write each address and each tag, in the order of the issue."""
        from digest.render import templates
        from digest.render.design_files import settled
        from digest.render.issue import context_of
        from digest.render.locate import template_places
        from digest.render.places import MARKUP

        newsletter, folders = self.project.settings.newsletter, self.project.templates
        found = templates.design(self.design.template, folders, newsletter.language)
        design = settled(self.design, found.names, folders)
        context = context_of(self.issue, newsletter, design)
        mjml = templates.fill(templates.environment(found), found, "issue.mjml.j2", context)
        tags = [tag for tag in MARKUP.finditer(mjml) if tag["tag"] and tag["tag"][1] != "/"]
        places = template_places(found, "issue.mjml.j2", context, [tag.start() for tag in tags])
        marks = defaultdict(list)
        for tag, place in zip(tags, places, strict=True):
            shown = Location(found.shown(place.file), place.line, place.column) if place else None
            for mark in _marks_of_mjml(tag):
                marks[mark].append(shown)
        return marks


def _marks_of_mjml(tag: re.Match[str]) -> Iterator[Mark]:
    """What the element can be known by that a tag begins."""
    from digest.render.places import ATTRIBUTE

    name = tag["tag"][1:].split()[0].rstrip("/>")
    words = tag.string[tag.end() : tag.string.find("<", tag.end())]
    yield "tag", name
    yield name, one_line(unescape(words))
    for attribute, *values in ATTRIBUTE.findall(tag["tag"]):
        yield attribute, unescape("".join(values))


def _marks(element: "HtmlElement") -> list[Mark]:
    """What an element can be known by."""
    found = [(name, element.get(name) or "") for name in ADDRESSES if element.get(name)]
    words = one_line(element.text or "")
    kept = [("tag", element.tag)] if element.tag in KEPT else []
    return [*found, *kept, *([(element.tag, words)] if words else [])]
