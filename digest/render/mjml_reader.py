"""The tags of MJML, one by one: what stands in what, until something is not well-formed."""

import re

from digest.render.css_lint import Problem
from digest.render.mjml_comments import BEGIN, END, never_ended, wrong_comment
from digest.render.mjml_element import Element, may_hold, misplaced

TOKEN = re.compile(
    rf"(?P<end>{END})|(?P<begin>{BEGIN})|<!--(?P<comment>.*?)-->"
    r"|</(?P<close>[A-Za-z][\w:.-]*)\s*>"
    r"|<(?P<open>[A-Za-z][\w:.-]*)"
    r"(?P<attributes>(?:\s+[\w:.@-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'))?)*)\s*(?P<empty>/?)>"
    r"|(?P<stray><[^\s<>]*)",
    re.DOTALL,
)
NAME = re.compile(r"</?[\w:.-]+")
ATTRIBUTE = re.compile(
    r"\s+(?P<name>[\w:.@-]+)"
    r"(?:\s*=\s*(?P<value>\"[^\"]*\"|'[^']*'|(?P<open>[\"']))|(?![\w:.@-]|\s*=))"
)
SPACE = " \t\r\n"  # a no-break space is text
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())


def read(mjml: str, elements: list[Element]) -> Problem | None:
    """Collect the elements; the first thing that is not well-formed ends the reading."""
    reading = _Reading(elements)
    done = 0
    while token := TOKEN.search(mjml, done):
        problem = _text(reading.inside, mjml[done : token.start()], done) or reading.take(token)
        if problem:
            return problem
        done = token.end()
    return reading.left_open() or _text(None, mjml[done:] if elements else "no <mjml>", done)


class _Reading:
    """What is open where the reading has come to: elements, and conditions for Outlook."""

    def __init__(self, elements: list[Element]) -> None:
        self.elements = elements
        self.inside: Element | None = None
        self.conditions: list[re.Match[str]] = []

    def take(self, token: re.Match[str]) -> Problem | None:
        """Go on behind `token`, unless it is wrong here."""
        if problem := _no_tag(token) or wrong_comment(token, self.inside, self.conditions):
            return problem
        if token["close"]:
            return self._close(token)
        if token["open"]:
            self._open(token)
        elif token["begin"]:
            self.conditions.append(token)
        elif token["end"]:
            del self.conditions[-1:]
        return None

    def left_open(self) -> Problem | None:
        """What should have been closed by the end."""
        if self.inside:
            return _unclosed(list(self.inside.around()), "the end", self.elements)
        return never_ended(self.conditions[0]) if self.conditions else None

    def _open(self, token: re.Match[str]) -> None:
        element = Element(token["open"], token.start(), token["attributes"], self.inside)
        self.elements.append(element)
        if not token["empty"] and element.tag not in VOID:
            self.inside = element

    def _close(self, token: re.Match[str]) -> Problem | None:
        if self.inside is None or self.inside.tag.lower() != token["close"].lower():
            return _mismatch(token, self.inside, self.elements)
        self.inside = self.inside.parent
        return None


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


def _no_tag(token: re.Match[str]) -> Problem | None:
    """What is wrong with a `<` that begins no tag."""
    found = token["stray"]
    if not found:
        return None
    if found[1:2] in ("!", "?"):
        return Problem(token.start(), f"{found} may not stand in MJML")
    if found[1:2] == "/" or found[1:2].isalpha():
        return _broken_tag(token.string, token.start())
    return Problem(token.start(), "'<' begins no tag here; write &lt;")


def _broken_tag(mjml: str, start: int) -> Problem:
    """The attribute with which a tag stops being one, for there are tags of many lines."""
    name = NAME.match(mjml, start)
    read, done = None, name.end() if name else start
    said = f"{mjml[start:done]} is no whole tag; "
    while found := ATTRIBUTE.match(mjml, done):
        read, done = found, found.end()
        if read["open"]:
            break
    if read and (read["open"] or (read["value"] and mjml[done : done + 1].strip(f"{SPACE}/>"))):
        marks = f"{read['name']} has a quotation mark too few or too many"
        return Problem(read.start("name"), said + marks)
    done += len(mjml[done:]) - len(mjml[done:].lstrip())
    at = done if mjml[done : done + 1] not in ("", "<") else start
    return Problem(at, f'{said}an attribute is written name="value"')


def _mismatch(closing: re.Match[str], inside: Element | None, read: list[Element]) -> Problem:
    closed = closing["close"]
    if inside is None:
        return Problem(closing.start(), f"</{closed}> closes nothing")
    around = list(inside.around())
    tags = [element.tag.lower() for element in around]
    if closed.lower() in tags:
        return _unclosed(around[: tags.index(closed.lower())], f"</{closed}>", read)
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
    if element.tag.lower() in VOID:
        said = f"<{element.tag}> is written <{element.tag.lower()}> for this compiler"
        return Problem(element.offset, said)
    said = f"<{element.tag}> is never closed; expected </{element.tag}> before {end}"
    said += "; no other mj-raw can close it" if end == "</mj-raw>" else ""
    return Problem(element.offset, said)
