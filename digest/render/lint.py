"""Mistakes in MJML that the compiler swallows, or reports without a line.

First the tags must nest; only then is it worth asking what stands where.
"""

import re
from collections.abc import Collection, Iterator
from operator import itemgetter

from digest.render.attribute_lint import attributes, named_classes, written_twice, wrong_attributes
from digest.render.css_lint import Problem, css_lint
from digest.render.html_lint import unknown_element, wrong_html
from digest.render.mjml_element import Element, may_hold, misplaced
from digest.render.mjml_schema import ATTRIBUTES, CHILDREN, DEFAULTS, HTML_INSIDE, TEXT_INSIDE

TOKEN = re.compile(
    r"<!--(?P<comment>.*?)-->|</(?P<close>[A-Za-z][\w:.-]*)\s*>"
    r"|<(?P<open>[A-Za-z][\w:.-]*)"
    r"(?P<attributes>(?:\s+[\w:.@-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'))?)*)\s*(?P<empty>/?)>"
    r"|(?P<stray><[^\s<>]*)",
    re.DOTALL,
)
STYLE = re.compile(r"<mj-style\b[^>]*>(.*?)</mj-style", re.DOTALL)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
SPACE = " \t\r\n"  # a no-break space is text
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())


def lint(mjml: str) -> tuple[Problem, ...]:
    """The mistakes of `mjml` in order; of tags that do not nest only the first."""
    elements: list[Element] = []
    control = CONTROL.search(mjml)
    if control:
        return (Problem(control.start(), "a control character"),)
    broken = _read(mjml, elements)
    if broken:
        return (broken,)
    classes = named_classes(elements)
    problems = [problem for element in elements for problem in _problems(element, classes)]
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
                return _mismatch(token, inside, elements)
            inside = inside.parent
        elif token["open"]:
            elements.append(Element(token["open"], token.start(), token["attributes"], inside))
            if not token["empty"] and token["open"] not in VOID:
                inside = elements[-1]
    if inside:
        return _unclosed(list(inside.around()), "the end", elements)
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


def _mismatch(closing: re.Match[str], inside: Element | None, read: list[Element]) -> Problem:
    closed = closing["close"]
    if inside is None:
        return Problem(closing.start(), f"</{closed}> closes nothing")
    around = list(inside.around())
    tags = [element.tag for element in around]
    if closed in tags:
        return _unclosed(around[: tags.index(closed)], f"</{closed}>", read)
    if said := misplaced(inside):
        return Problem(inside.offset, said)
    said = f"</{closed}> where </{inside.tag}> was expected"
    return Problem(closing.start(), said, inside.offset)


def _unclosed(opened: list[Element], end: str, read: list[Element]) -> Problem:
    """Of elements that are open, innermost first, the one that should not be, where it begins.

    That is the outermost with something in it that fits around it only, as is the next item.
    """
    for element in reversed(opened):
        if strange := next((one for one in read if _fits_around(element, one)), None):
            return _never_closed(element, f"<{strange.tag}>")
    return _never_closed(opened[0], end)


def _fits_around(element: Element, inner: Element) -> bool:
    if inner.parent is not element or element.parent is None:
        return False
    return may_hold(element.parent.tag, inner.tag) and not may_hold(element.tag, inner.tag)


def _never_closed(element: Element, end: str) -> Problem:
    said = f"<{element.tag}> is never closed; expected </{element.tag}> before {end}"
    return Problem(element.offset, said)


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
