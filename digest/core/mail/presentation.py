"""What elements look like before any style sheet: by browsers, and by attributes older than CSS.

Source: https://html.spec.whatwg.org/#rendering
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from digest.core.mail import css
from digest.core.mail.blanks import is_blank
from digest.core.mail.css import Block
from digest.core.mail.page import pixels
from digest.core.mail.paint import legacy

BROWSER = """
head, noscript, script, style, template, title { display: none }
h1, h2, h3, h4, h5, h6, b, strong, th { font-weight: bold }
h1 { font-size: 2em; margin: .67em 0 } h2 { font-size: 1.5em; margin: .83em 0 }
h3 { font-size: 1.17em; margin: 1em 0 } h4 { margin: 1.33em 0 }
h5 { font-size: .83em; margin: 1.67em 0 } h6 { font-size: .67em; margin: 2.33em 0 }
blockquote, dl, ol, p, pre, ul { margin: 1em 0 }
small, sub, sup { font-size: smaller } big { font-size: larger }
code, kbd, pre, samp, tt { font-family: monospace }
mark { background-color: yellow; color: black }
a { color: linktext }
"""
PAINTED = frozenset("body table tbody td tfoot th thead tr".split())
FONT_SIZES = "x-small small medium large x-large xx-large xxx-large".split()


@lru_cache(maxsize=1)
def by_browsers() -> Mapping[str, list[Block]]:
    """What browsers do without being told, by tag."""
    found = defaultdict(list)
    for rule in css.rules(BROWSER):
        for tag in rule.selector.split(", "):
            found[tag].append(Block(rule.declarations))
    return found


def hints(tag: str, attributes: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """What attributes say that are older than CSS, as its declarations."""
    for name, value in attributes:
        if name == "bgcolor" and tag in PAINTED:
            yield "background-color", legacy(value)
        elif name == "background" and tag in PAINTED:
            yield "background-image", "url()"
        elif (name, tag) in (("text", "body"), ("color", "font")):
            yield "color", legacy(value)
        elif (name, tag) == ("size", "font") and (size := _font_size(value)):
            yield "font-size", size
        elif name == "hidden":
            yield "display", "none"


def _font_size(value: str) -> str | None:
    """The keyword of a step from 1 to 7, which a sign makes relative to 3.

    Source: https://html.spec.whatwg.org/#rules-for-parsing-a-legacy-font-size
    """
    value = value.strip()
    sign = value[:1] if value.startswith(("+", "-")) else ""
    number = pixels(value.removeprefix(sign))
    if number is None:
        return value if is_blank(value) else None
    step = {"+": 3 + number, "-": 3 - number}.get(sign, number)
    return FONT_SIZES[min(max(step, 1), 7) - 1]
