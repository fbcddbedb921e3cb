"""Mistakes in a style sheet, which an inliner and a mail program would pass over in silence."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from digest.render.css_names import ALIKE, PROPERTIES
from digest.render.css_values import wrong_value

TOKEN = re.compile(
    r"/\*.*?\*/|(?P<unclosed>/\*)|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|(?P<quote>[\"'])"
    r"|\((?:[^()\"'{}]|\"[^\"]*\"|'[^']*')*\)|(?P<mark>[{};])",
    re.DOTALL,
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
RULE = re.compile(r"(?:\A|\})([^{}]*)\{")
DECLARATION = re.compile(r"\s*(?P<name>[*_]?[\w-]+)\s*(?P<colon>:?)\s*(?P<value>.*?)\s*", re.DOTALL)
OWN_PREFIX = ("-", "mso-", "*", "_")  # of one client; the last two are for old Internet Explorers


class Problem(NamedTuple):
    """A mistake, and where in the MJML or CSS it is: an offset in characters.

    `opened` is where the element began that should have been closed here.
    """

    offset: int
    message: str
    opened: int | None = None


@lru_cache(maxsize=16)
def css_lint(css: str) -> tuple[Problem, ...]:
    """The mistakes of a style sheet in order; of braces that do not match only the first."""
    return tuple(_problems(css))


@lru_cache(maxsize=16)
def inline_lint(css: str) -> tuple[Problem, ...]:
    """The same, and what can go into no style attribute, of which an inliner says nothing."""
    return css_lint(css) or tuple(_not_inlined(_blank(css)))


def _not_inlined(css: str) -> Iterator[Problem]:
    from cssselect import SelectorError, parse

    for found in RULE.finditer(css):
        at, selector = _start(found[1], found.start(1)), found[1].strip()
        if selector.startswith("@"):
            rule = selector.split()[0]
            yield Problem(at, f"{rule} goes into no style attribute; expected it in head.css")
            continue
        try:
            parse(selector)
        except SelectorError as error:
            yield Problem(at, f"'{selector[:40]}' is no selector: {error}")


def _problems(css: str) -> Iterator[Problem]:
    opened: list[int] = []  # where the blocks around begin
    begin = 0
    for token in TOKEN.finditer(css):
        if token["unclosed"] or token["quote"]:
            yield Problem(token.start(), f"{token[0]} is never closed")
            return
        if not token["mark"]:
            continue
        yield from _before(token["mark"], css[begin : token.start()], begin, within=bool(opened))
        begin = token.end()
        if token["mark"] == "{":
            opened.append(token.start())
        elif token["mark"] == "}" and opened:
            opened.pop()
        elif token["mark"] == "}":
            yield Problem(token.start(), "'}' closes nothing")
            return
    if opened:
        yield Problem(opened[-1], "'{' is never closed; expected '}'")
    else:
        yield from _rest(css[begin:], begin)


def _before(mark: str, text: str, begin: int, *, within: bool) -> Iterator[Problem]:
    if mark == "{":
        yield from _selector(text, begin)
    elif within or mark == ";":
        yield from _declaration(text, begin, within=within)


def _blank(text: str) -> str:
    """`text` with its comments as spaces, so that places stay."""
    return COMMENT.sub(lambda found: " " * len(found[0]), text)


def _start(text: str, begin: int) -> int:
    return begin + len(text) - len(text.lstrip())


def _selector(before: str, begin: int) -> Iterator[Problem]:
    text = _blank(before)
    if not text.strip():
        yield Problem(begin + len(text), "'{' without a selector before it")


def _declaration(before: str, begin: int, *, within: bool) -> Iterator[Problem]:
    text = _blank(before)
    at = _start(text, begin)
    if not text.strip() or text.lstrip().startswith("@"):
        return
    found = DECLARATION.fullmatch(text)
    if not within or not found or not found["colon"]:
        said = " ".join(text.split())
        yield Problem(at, f"'{said[:40]}' is no declaration; expected name: value;")
    elif not found["value"] and not found["name"].startswith("--"):
        yield Problem(at, f"{found['name']} has no value")
    else:
        yield from _name(found["name"].lower(), at)
        if wrong := wrong_value(found["name"].lower(), found["value"]):
            yield Problem(at, wrong)


def _name(name: str, at: int) -> Iterator[Problem]:
    """A name that is nearly one that we know; others may be newer than we are."""
    if name in PROPERTIES or name in ALIKE or name.startswith(OWN_PREFIX):
        return
    from difflib import get_close_matches

    if near := get_close_matches(name, sorted(PROPERTIES), 1, 0.8):
        yield Problem(at, f"unknown property {name}; did you mean {near[0]}?")


def _rest(after: str, begin: int) -> Iterator[Problem]:
    text = _blank(after)
    if text.strip() and not text.lstrip().startswith("@"):
        said = " ".join(text.split())
        yield Problem(_start(text, begin), f"'{said[:40]}' is no rule; expected a selector {{")
