"""From an element of an issue's HTML back to the line of the template that wrote it.

Nothing in the HTML tells, so it is found by its marks. Where it is not certain, nothing is said.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from digest.app.origin_marks import Mark, of_html, of_mjml
from digest.app.wiring import Project
from digest.config.settings import Design
from digest.core.finding import Location
from digest.core.mail.page import Page
from digest.core.model import Issue
from digest.core.quick import dataclass

if TYPE_CHECKING:
    from lxml.html import HtmlElement


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
        for mark in of_html(element):
            places = self._places.get(mark, [])
            if len(set(places)) == 1:
                return places[0]
            same = [each for each in page.all(element.tag) if mark in of_html(each)]
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
        tags = [tag for tag in MARKUP.finditer(mjml) if _begins(tag)]
        places = template_places(found, "issue.mjml.j2", context, [_start(tag) for tag in tags])
        marks = defaultdict(list)
        for tag, place in zip(tags, places, strict=True):
            shown = Location(found.shown(place.file), place.line, place.column) if place else None
            if shown and tag["css"]:  # it is somewhere in the sheet
                shown = replace(shown, line=None, column=None)
            for mark in of_mjml(tag):
                marks[mark].append(shown)
        return marks


def _begins(found: re.Match[str]) -> bool:
    """Whether it begins an element, or is a style sheet."""
    return bool(found["css"]) or bool(found["tag"] and found["tag"][1] != "/")


def _start(found: re.Match[str]) -> int:
    """Where it stands; of a style sheet its words, which may be a file of their own."""
    return found.start() + found["css"].index(">") + 1 if found["css"] else found.start()
