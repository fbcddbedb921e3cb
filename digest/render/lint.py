"""Mistakes in MJML that the compiler swallows, or reports without a line.

First the tags must nest; only then is it worth asking what stands where.
"""

import re
from collections.abc import Collection, Iterator
from operator import itemgetter

from digest.render.attribute_lint import attributes, named_classes, written_twice, wrong_attributes
from digest.render.css_lint import Problem, css_lint
from digest.render.html_lint import unknown_element, wrong_html
from digest.render.mjml_element import Element, misplaced
from digest.render.mjml_reader import read
from digest.render.mjml_schema import ATTRIBUTES, CHILDREN, DEFAULTS, HTML_INSIDE, TEXT_INSIDE

STYLE = re.compile(r"<mj-style\b[^>]*>(.*?)</mj-style", re.DOTALL)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def lint(mjml: str) -> tuple[Problem, ...]:
    """The mistakes of `mjml` in order; of tags that do not nest only the first."""
    elements: list[Element] = []
    control = CONTROL.search(mjml)
    if control:
        return (Problem(control.start(), "a control character"),)
    broken = read(mjml, elements)
    if broken:
        return (broken,)
    classes = named_classes(elements)
    problems = [problem for element in elements for problem in _problems(element, classes)]
    return tuple(sorted([*problems, *_style_problems(mjml)], key=itemgetter(0)))


def _style_problems(mjml: str) -> Iterator[Problem]:
    for sheet in STYLE.finditer(mjml):
        for problem in css_lint(sheet[1]):
            yield Problem(sheet.start(1) + problem.offset, problem.message)


def _problems(element: Element, classes: Collection[str]) -> Iterator[Problem]:
    carried = attributes(element) if element.attributes else []
    yield from written_twice(element, carried)
    if said := misplaced(element):
        yield Problem(element.offset, said)
    elif element.tag in ATTRIBUTES or element.tag in DEFAULTS:
        yield from wrong_attributes(element, carried, classes)
        if element.loose is not None and element.tag not in HTML_INSIDE | TEXT_INSIDE:
            within = CHILDREN.get(element.tag, "nothing").replace(" ", ", ")
            yield Problem(element.loose, f"text in <{element.tag}>, which holds {within}")
    elif said := unknown_element(element.tag):
        yield Problem(element.offset, said)
    else:
        yield from wrong_html(element.tag, carried)
