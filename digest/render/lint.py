"""Mistakes in MJML that the compiler swallows, or reports without a line.

First the tags must nest; only then is it worth asking what stands where.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from operator import itemgetter

from digest.render.css_lint import Problem, css_lint
from digest.render.mjml_schema import (
    ATTRIBUTES,
    CHILDREN,
    HTML_INSIDE,
    LACKING,
    TEXT_INSIDE,
    allowed_attributes,
    expected_value,
)

TOKEN = re.compile(
    r"<!--(?P<comment>.*?)-->|</(?P<close>[A-Za-z][\w:.-]*)\s*>"
    r"|<(?P<open>[A-Za-z][\w:.-]*)"
    r"(?P<attributes>(?:\s+[\w:.@-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'))?)*)\s*(?P<empty>/?)>"
    r"|(?P<stray><[^\s<>]*)",
    re.DOTALL,
)
ATTRIBUTE = re.compile(r"""([^\s=>/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?""")
STYLE = re.compile(r"<mj-style\b[^>]*>(.*?)</mj-style", re.DOTALL)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
SPACE = " \t\r\n"  # a no-break space is text
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
INSTEAD = {
    "mj-include": "write {% include %}: Jinja puts the file in",
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


def lint(mjml: str) -> tuple[Problem, ...]:
    """The mistakes of `mjml` in order; of tags that do not nest only the first."""
    elements: list[Element] = []
    control = CONTROL.search(mjml)
    if control:
        return (Problem(control.start(), "a control character"),)
    broken = _read(mjml, elements)
    if broken:
        return (broken,)
    problems = [problem for element in elements for problem in _problems(element)]
    return tuple(sorted([*problems, *_style_problems(mjml)], key=itemgetter(0)))


def _style_problems(mjml: str) -> Iterator[Problem]:
    for sheet in STYLE.finditer(mjml):
        for problem in css_lint(sheet[1]):
            yield Problem(sheet.start(1) + problem.offset, problem.message)


def _read(mjml: str, elements: list[Element]) -> Problem | None:
    """Collect the elements; the first thing that is not well-formed ends the reading."""
    inside: Element | None = None
    done = 0
    while token := TOKEN.search(mjml, done):
        problem = _text(inside, mjml[done : token.start()], done) or _no_tag(token, inside)
        if problem:
            return problem
        done = token.end()
        if token["close"]:
            if inside is None or inside.tag != token["close"]:
                return _mismatch(token, inside)
            inside = inside.parent
        elif token["open"]:
            elements.append(Element(token["open"], token.start(), token["attributes"], inside))
            if not token["empty"] and token["open"] not in VOID:
                inside = elements[-1]
    if inside:
        return Problem(inside.offset, f"<{inside.tag}> is never closed")
    return _text(None, mjml[done:] if elements else "no <mjml>", done)


def _text(inside: Element | None, text: str, start: int) -> Problem | None:
    """Note where text begins in an element; around the root there may be none."""
    at = start + len(text) - len(text.lstrip(SPACE))
    if not text.strip(SPACE):
        return None
    if inside is None:
        return Problem(at, "text where <mjml> was expected")
    if inside.loose is None:
        inside.loose = at
    return None


def _no_tag(token: re.Match[str], inside: Element | None) -> Problem | None:
    """What is wrong with a comment, or with a `<` that begins no tag."""
    found, comment = token["stray"], token["comment"]
    if comment is not None and "--" in comment:
        return Problem(token.start(), "'--' may not stand in a comment")
    if comment is not None and inside and inside.tag in TEXT_INSIDE:
        return Problem(token.start(), f"a comment may not stand in <{inside.tag}>")
    if not found:
        return None
    if found[1:2] in ("!", "?"):
        return Problem(token.start(), f"{found} may not stand in MJML")
    if found[1:2] == "/" or found[1:2].isalpha():
        said = f'{found} is no whole tag; an attribute is written name="value"'
        return Problem(token.start(), said)
    return Problem(token.start(), "'<' begins no tag here; write &lt;")


def _mismatch(token: re.Match[str], inside: Element | None) -> Problem:
    closed = token["close"]
    if inside is None:
        return Problem(token.start(), f"</{closed}> closes nothing")
    if said := _misplaced(inside):
        return Problem(inside.offset, said)
    said = f"</{closed}> where </{inside.tag}> was expected"
    return Problem(token.start(), said, inside.offset)


def _problems(element: Element) -> Iterator[Problem]:
    yield from _written_twice(element)
    said = _misplaced(element)
    if said:
        yield Problem(element.offset, said)
    elif element.tag in ATTRIBUTES:
        yield from _wrong_attributes(element)
        if element.loose is not None and element.tag not in HTML_INSIDE | TEXT_INSIDE:
            within = CHILDREN.get(element.tag, "nothing").replace(" ", ", ")
            yield Problem(element.loose, f"text in <{element.tag}>, which holds {within}")


def _misplaced(element: Element) -> str | None:
    """Why an element may not stand where it does; None if it may."""
    tag, parent = element.tag, element.parent
    if parent is None:
        return None if tag == "mjml" else f"<{tag}> at the top, where <mjml> was expected"
    if tag in INSTEAD:
        return f"<{tag}>: {INSTEAD[tag]}"
    if tag.startswith("mj-") and tag not in (*ATTRIBUTES, "mj-all", "mj-class"):
        near = get_close_matches(tag, ATTRIBUTES, 1)
        return f"unknown element <{tag}>" + (f"; did you mean <{near[0]}>?" if near else "")
    if _may_hold(parent.tag, tag):
        return None
    expected = CHILDREN.get(parent.tag, "").replace(" ", ", ")
    said = f"<{tag}> may not stand in <{parent.tag}>"
    return f"{said}; expected {expected}" if expected else said


def _may_hold(parent: str, tag: str) -> bool:
    if parent in CHILDREN:
        return tag in CHILDREN[parent].split()
    if parent in TEXT_INSIDE:
        return False
    return parent == "mj-attributes" or not tag.startswith("mj-")


def _attributes(element: Element) -> Iterator[tuple[int, str, str]]:
    """Place, name and value of each."""
    start = element.offset + 1 + len(element.tag)
    for found in ATTRIBUTE.finditer(element.attributes):
        yield start + found.start(), found[1], found[2] or found[3] or ""


def _written_twice(element: Element) -> Iterator[Problem]:
    """Of two the compiler takes the last and a mail program the first."""
    if element.attributes.count("=") < 2:
        return
    seen: set[str] = set()
    for at, name, _ in _attributes(element):
        if name in seen:
            yield Problem(at, f"<{element.tag}> has {name} already; expected it once")
        seen.add(name)


def _wrong_attributes(element: Element) -> Iterator[Problem]:
    allowed = allowed_attributes(element.tag)
    for at, name, value in _attributes(element):
        if instead := LACKING.get((element.tag, name)):
            yield Problem(at, f"<{element.tag} {name}>: {instead}")
        elif name not in allowed:
            near = get_close_matches(name, sorted(allowed), 1)
            meant = f"; did you mean {near[0]}?" if near else ""
            yield Problem(at, f"<{element.tag}> has no attribute {name}{meant}")
        elif expected := expected_value(name, value):
            yield Problem(at, f'{name}="{value}": expected {expected}')
