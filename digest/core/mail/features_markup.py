"""What one element uses of the features in which mail programs differ.

What its surroundings make up for is passed over: ghost tables or VML for Outlook, a colour behind
a picture, an attribute beside a declaration.
"""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from digest.core.mail.features_css import HIDDEN, HIDING, PICTURES, in_sheet, in_style
from digest.core.mail.features_values import BACKGROUND_IMAGE, MAX_WIDTH, PADDING, Part
from digest.core.mail.page import pixels, style

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Found = tuple[Part, str, tuple[Part, ...]]  # with the property of a value, and what is needed
GHOST = re.compile(r"\s*\[if [^\]]*\bmso\b.*?<(?:table|tr|td|v:)", re.DOTALL | re.IGNORECASE)
STYLE_IN_BODY = Part("html-style", "inside the `<body>`")
IMAGE_HIDDEN = Part(HIDDEN.feature, "`<img>`")
TABLE_HIDDEN = Part(HIDDEN.feature, "nested `<table>`")
ELEMENTS = {name: Part(f"html-{name}") for name in ("svg", "marquee", "dialog", "popover")}
PLAYED = {name: Part(f"html-{name}") for name in ("video", "audio", "meter", "progress")}
BOXES = ("css-display-flex", "css-display-grid")
ARRANGING = ("css-grid-template", "css-flex-direction", "css-flex-wrap")
OF_ELEMENTS = frozenset({HIDDEN, PADDING, MAX_WIDTH})  # a style sheet does not tell which these are
ATTRIBUTES = {"width": "width", "background": "bgcolor", "background-color": "bgcolor"}


def used(element: "HtmlElement") -> Iterator[Found]:
    """What an element uses in its style, its tag and its attributes, and in its style sheet."""
    for part, prop in in_style(element.get("style") or ""):
        if (meant := _meant(element, part, prop)) is not None:
            yield meant, prop, ()
    if element.tag == "style":
        yield from _sheet(element, element.text or "")
    else:
        yield from ((part, "", ()) for part in _markup(element))


def _sheet(element: "HtmlElement", text: str) -> Iterator[Found]:
    in_body = next(element.iterancestors("body"), None) is not None
    itself = STYLE_IN_BODY if in_body else Part("html-style")
    if in_body and text.strip():
        yield itself, "", ()
    for (part, prop), needs in in_sheet(text):
        if part not in OF_ELEMENTS:
            yield part, prop, (itself, *needs)


def _markup(element: "HtmlElement") -> Iterator[Part]:
    tag, get = element.tag, element.get
    if tag in ELEMENTS:
        yield ELEMENTS[tag]
    elif tag in PLAYED and not _has_content(element):
        yield PLAYED[tag]
    elif tag == "img" and get("usemap"):
        yield Part("html-image-maps")
    elif tag == "a" and re.match("#.", get("href") or ""):  # of "#" alone tells DG301
        yield Part("html-anchor-links")
    if get("popover") is not None:
        yield ELEMENTS["popover"]
    hidden = get("hidden") is not None and style(element).get("display") != "none"
    if hidden and _has_content(element):
        yield Part("html-hidden")


def _meant(element: "HtmlElement", part: Part, prop: str) -> Part | None:
    """What a declaration comes to in this element; None if nothing is lost with it."""
    if part == HIDDEN:
        return _hidden(element)
    if prop in ATTRIBUTES and element.get(ATTRIBUTES[prop]):
        return None
    harmless = HARMLESS.get(part.feature)
    return None if harmless and harmless(element) else part


def _hidden(element: "HtmlElement") -> Part | None:
    """Text alone is a preheader, which may be seen; an image or table is not what was meant."""
    if element.tag == "img":
        return IMAGE_HIDDEN
    return TABLE_HIDDEN if element.tag != "table" and _holds(element, "table") else None


def _is_no_box(element: "HtmlElement") -> bool:
    """Whether a greater width changes little in Outlook, or cannot be."""
    boxed = element.tag == "div" and _holds(element, "table")
    return not boxed or _ghosted(element) or any(map(_is_measured, element.iterancestors()))


def _is_measured(element: "HtmlElement") -> bool:
    """Whether it says how many pixels wide it is."""
    return pixels(style(element).get("width") or element.get("width")) is not None


def _is_bare(element: "HtmlElement") -> bool:
    """Whether it is no link, or one whose padding spaces in a comment make up for."""
    comments = (node.text or "" for node in element.iter() if not isinstance(node.tag, str))
    return element.tag != "a" or any("mso-font-width" in text for text in comments)


def _is_backed(element: "HtmlElement") -> bool:
    """Whether a picture behind it may be missing."""
    return bool(element.get("bgcolor")) or not _has_content(element)


def _holds(element: "HtmlElement", tag: str) -> bool:
    return next(element.iterdescendants(tag), None) is not None


def _has_content(element: "HtmlElement") -> bool:
    """Whether it has words, or an image."""
    spoken = any(any(map(str.isalnum, text)) for text in element.itertext())
    return spoken or _holds(element, "img")


def _ghosted(element: "HtmlElement") -> bool:
    """Whether a comment before it, or in it, gives Outlook a table or a drawing instead."""
    near = (element.getprevious(), *element)
    return any(
        node is not None and not isinstance(node.tag, str) and GHOST.match(node.text or "")
        for node in near
    )


HARMLESS: dict[str, Callable[["HtmlElement"], bool]] = {
    PADDING.feature: _is_bare,
    MAX_WIDTH.feature: _is_no_box,
    **dict.fromkeys(BOXES, lambda element: len(element) < 2 or _ghosted(element)),
    **dict.fromkeys(ARRANGING, lambda element: len(element) < 2),
    **dict.fromkeys(PICTURES, _is_backed),
    BACKGROUND_IMAGE.feature: lambda element: _is_backed(element) or _ghosted(element),
    **dict.fromkeys(HIDING, lambda element: not _has_content(element)),
    "css-float": lambda element: bool(element.get("align")) or _ghosted(element),
    "css-white-space": lambda element: element.tag == "pre",
}
