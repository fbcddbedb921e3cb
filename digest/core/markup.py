"""The words of an HTML fragment, without its markup."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from digest.core.text import ILLEGAL, has_markup, one_line, tag, unescape, unescape_again

if TYPE_CHECKING:
    from lxml.etree import _Element

BLOCK_NAMES = (
    "address article aside blockquote body br caption dd details div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary "
    "table tbody td tfoot th thead tr ul"
)
SILENT_NAMES = (
    "annotation audio button canvas embed head iframe noscript object pre script select style "
    "svg template textarea title video"
)
BLOCKS = frozenset(BLOCK_NAMES.split())
SILENT = frozenset(SILENT_NAMES.split())
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def plain(markup: str) -> str:
    """Text that is HTML, or looks so, on one line.

    What names no HTML element is plain text, so `Vec<T>` stays; what was escaped twice is decoded.
    """
    if "<" not in markup:
        decoded = unescape(markup)
        if not has_markup(decoded):
            return one_line(unescape_again(decoded))
        markup = decoded
    elif not tag().search(markup) and "<!" not in markup:
        return one_line(unescape(markup))
    return " ".join(paragraphs(markup))


def paragraphs(html: str, *, without: frozenset[str] = frozenset()) -> Iterator[str]:
    """The text of each block in order, on one line each.

    Code within a line comes in backticks. Code blocks, scripts and the elements named in `without`
    are left out, and so is what follows an element that lies deeper than 250 others: no page is
    written so.
    """
    from lxml.html import document_fromstring

    page = document_fromstring("<body>" + ILLEGAL.sub("", html))
    for code in page.iter("code"):
        _quote(code)
    return lines(page, without=without)


def _quote(code: "_Element") -> None:
    """Put backticks around code that is one run of words without any."""
    words = code.text or ""
    if words.strip() and "`" not in words and not len(code):
        code.text = f"`{words.strip()}`"


def lines(root: "_Element", *, without: frozenset[str] = frozenset()) -> Iterator[str]:
    """The text of each block of an element, as `paragraphs` has it."""
    from lxml import etree

    silent = SILENT | without
    parts: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if node.tag in BLOCKS:
            yield from _line(parts)
        if event == "start" and (node.tag in silent or node.get("aria-hidden") == "true"):
            walk.skip_subtree()
        elif event == "start":
            parts.append(node.text or "")
        if event != "start" and node is not root:
            parts.append(node.tail or "")
    yield from _line(parts)


def _line(parts: list[str]) -> Iterator[str]:
    """The block collected so far, which is then empty."""
    if text := one_line("".join(parts)):
        yield text
    parts.clear()
