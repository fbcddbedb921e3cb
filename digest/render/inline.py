"""CSS into style attributes, with premailer.

Its settings are the ones under which it leaves alone what is already right: the doctype, integer
image widths, media queries, `!important`, conditional comments. It never opens a connection.
"""

import logging
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import ModuleType
from typing import Any

RULE = re.compile(r"([^{}]*)\{[^{}]*\}")
QUOTED = re.compile(r"/\*.*?\*/|\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'", re.DOTALL)
SHEET = re.compile(r"<style\b.*?</style", re.DOTALL | re.IGNORECASE)
PLAIN = re.compile(
    r"[\w\s.#>+~-]*", re.ASCII
)  # selectors of which every name has to be in the page
NAME = re.compile(r"[\w-]+")


def inline(html: str, css: str) -> str:
    """`html` with the rules of `css` in its style attributes; its own style sheets stay.

    `css` has no rules with an `@`, and merge tags have to be masked before.
    """
    # premailer knows the doctype in capitals only, and loses it otherwise.
    html = re.sub(r"\A\s*<!doctype html>", "<!DOCTYPE html>", html, count=1, flags=re.IGNORECASE)
    html = re.sub(r"<style(?![^>]*data-premailer)", '<style data-premailer="ignore"', html)
    inliner = _premailer()(
        html,
        css_text=[_of_use(css, html)],
        method="html",
        keep_style_tags=True,
        strip_important=False,
        remove_classes=False,
        disable_leftover_css=True,
        disable_validation=True,
        disable_basic_attributes=["width", "height", "bgcolor", "align", "valign"],
        allow_network=False,
        allow_loading_external_files=False,
        include_star_selectors=False,
        align_floating_images=False,
        exclude_pseudoclasses=True,
        cssutils_logging_level=logging.CRITICAL,
    )
    inlined = str(inliner.transform(pretty_print=False)).replace(' data-premailer="ignore"', "")
    return inlined.replace("</wbr>", "")  # lxml does not know that <wbr> has no end


def _of_use(css: str, html: str) -> str:
    """The rules of `css` whose names are in `html`: to premailer, the others are as much work."""
    page = SHEET.sub("", html)
    names = {*NAME.findall(page), *NAME.findall(page.lower())}

    def may_fit(selector: str) -> bool:
        return not PLAIN.fullmatch(selector) or names.issuperset(NAME.findall(selector))

    rules = RULE.finditer(QUOTED.sub(lambda found: " " * len(found[0]), css))
    used = (rule for rule in rules if any(map(may_fit, rule[1].split(","))))
    return "".join(css[slice(*rule.span())] for rule in used)


@cache
def _premailer() -> Any:
    """The class, made cheap to load and to run: half of either would go into what is not wanted.

    It and cssutils import what downloads need, which are forbidden here, and it lets cssutils judge
    the values of every style attribute, only to log what is unknown.
    """
    with _empty("requests", "urllib.request", "encutils"):
        import cssutils
        from premailer import Premailer
    cssutils.profile.removeProfile(all=True)
    return Premailer


@contextmanager
def _empty(*names: str) -> Iterator[None]:
    """Let imports find empty modules under these names, where they are not loaded yet."""
    empty = {name: ModuleType(name) for name in names if name not in sys.modules}
    sys.modules.update(empty)
    try:
        yield
    finally:
        for name in empty:
            del sys.modules[name]
