"""What the author of a template is told when the lint refuses what it wrote."""

import re
from collections.abc import Mapping, Sequence

from digest.core.errors import TemplateError
from digest.render.css_lint import Problem
from digest.render.guard import without_notes
from digest.render.locate import template_places
from digest.render.template_errors import located, spot
from digest.render.templates import Design

SHOWN = 8  # mistakes told at once
HINT = "https://documentation.mjml.io describes every element"
TAG = re.compile(r"<[\w:!/.-]*")
POSITION = re.compile(r" at position (\d+):\d+$")  # in bytes
CSS_HINT = "docs/templates.md tells what the style sheets of a design are for"


def refusal(
    problems: Sequence[Problem], design: Design, name: str, context: Mapping[str, object]
) -> TemplateError:
    """An error with the line, column and words of each of `problems`, found in template `name`."""
    told = list(dict.fromkeys(_told(problems, design, name, context)))
    more = len(told) - SHOWN  # a mistake in the template of an item is found once for every item
    lines = [*told[:SHOWN], *([f"and {more} more"] if more > 0 else [])]
    of_css = all(one.partition(":")[0].endswith(".css") for one in told)
    return TemplateError("\n".join(lines), CSS_HINT if of_css else HINT)


def compiler_refusal(
    error: TemplateError, mjml: str, guarded: str, design: Design, context: Mapping[str, object]
) -> TemplateError:
    """What the compiler says of `guarded`, at the template line that wrote this part of `mjml`."""
    found = POSITION.search(error.message)
    if found is None:
        return error
    number = guarded.encode()[: int(found[1]) + 1].count(b"<")  # the guard leaves each of them
    tags = list(TAG.finditer(without_notes(mjml)))[:number]
    at, tag = (tags[-1].start(), tags[-1][0]) if tags else (0, "this")
    problem = Problem(at, f"the MJML does not compile: {tag} is not taken here")
    return refusal([problem], design, "issue.mjml.j2", context)


def _told(
    problems: Sequence[Problem], design: Design, name: str, context: Mapping[str, object]
) -> list[str]:
    at = [problem.offset for problem in problems]
    since = [problem.opened or 0 for problem in problems]
    places = template_places(design, name, context, [*at, *since])
    told = []
    for problem, place, opened in zip(problems, places, places[len(at) :], strict=False):
        said = problem.message
        if problem.opened is not None and opened:
            said += f" (opened at {spot(design, opened)})"
        nowhere = f"templates/{design.name}/{name}:1:1: {said}"  # it has no line at all
        told.append(located(design, place, said) if place else nowhere)
    return told
