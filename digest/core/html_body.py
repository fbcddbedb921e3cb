"""The HTML of a post's body, made safe to put into a mail.

It comes from anybody: scripts, styles, forms, frames and pixels that report who reads are taken
out, and every address is a whole one. What stays is text, structure, links and pictures.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from digest.core.links import absolute
from digest.core.markup import HEADINGS, paragraphs
from digest.core.model import Post
from digest.core.text import ILLEGAL, lead

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LARGEST = 512 * 1024  # characters that are read; an article has a tenth of that
TAGS = frozenset(
    "a abbr b blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h1 "
    "h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp section small span strong sub "
    "summary sup table tbody td tfoot th thead time tr u ul var".split()
)
ATTRIBUTES = {
    "*": {"dir", "lang", "title"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
WITH_CONTENT = frozenset(  # what of these is left without its tag says nothing
    "script style head noscript template iframe object embed svg math canvas audio video form "
    "button select textarea title".split()
)
LAZY = ("data-src", "data-lazy-src", "data-original", "data-orig-file")
TINY = re.compile(r"\s*[012](?:\.\d+)?\s*(?:px\s*)?")  # no picture is as small
TINY_STYLE = re.compile(
    rf"(?:^|;)\s*(?:max-)?(?:width|height)\s*:{TINY.pattern}(?:!important\s*)?(?:;|$)",
    re.IGNORECASE,
)
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
NO_PICTURE = re.compile(r"<(?!img )[^>]*>")
# Seen in feeds: each of them counts readers and shows nothing
TRACKERS = re.compile(
    r"https?://(?:feeds?\.feedburner\.com/~\w+/|(?:\w+\.)*feedsportal\.com/"
    r"|feeds\.wordpress\.com/1\.0/|(?:pixel|stats)\.wp\.com/|stats\.wordpress\.com/"
    r"|medium\.com/_/stat|tracking\.feedpress\.(?:it|com)/|(?:\w+\.)*list-manage\.com/track/"
    r"|(?:\w+\.)*doubleclick\.net/|(?:\w+\.)*google-analytics\.com/|www\.facebook\.com/tr\b"
    r"|(?:\w+\.)*ads\.linkedin\.com/|(?:\w+\.)*scorecardresearch\.com/"
    r"|pixel\.quantserve\.com/)",
    re.IGNORECASE,
)


def with_clean_body(post: Post) -> Post:
    """The post with its content sanitised, and with a summary if it had none but has content."""
    if not post.content:
        return post
    content = clean_body(post.content, (post.url, post.page))
    if post.summary or not content:
        return replace(post, content=content or None)
    summary, cut = lead(paragraphs(content, without=HEADINGS | {"figure", "table"}))
    read = {**post.provenance, **({"summary": "content"} if summary else {})}
    return replace(post, content=content, summary=summary, truncated=cut, provenance=read)


def clean_body(html: str, bases: Sequence[str | None] = ()) -> str:
    """The HTML with allowed elements only, and its addresses made absolute, nearest base first.

    What lies deeper than 250 elements, or after the first 512 KB, is left out: a sanitiser's time
    grows with the square of the depth, and no article is written so. What has neither words nor a
    picture is empty.
    """
    import nh3
    from lxml.html import document_fromstring, tostring

    page: Any = document_fromstring("<body>" + ILLEGAL.sub("", html[:LARGEST]))
    body = page.body
    for node in list(body.iterdescendants("*")):
        _settle(node, bases)
    for link in list(body.iter("a")):
        if not (link.text_content().strip() or link.find(".//img") is not None):
            link.drop_tree()
    clean = nh3.clean(
        tostring(body, encoding="unicode"),
        tags=set(TAGS),
        clean_content_tags=set(WITH_CONTENT),
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    return clean.strip() if NO_PICTURE.sub("", clean).strip() else ""


def _settle(node: "HtmlElement", bases: Sequence[str | None]) -> None:
    """Take a node out if it is hidden or tracks, else make its address a whole one."""
    style = node.get("style", "")
    if HIDDEN_STYLE.search(style) or node.get("hidden") is not None:
        node.drop_tree()
    elif node.tag == "img":
        source = _picture(node, bases)
        if source is None or _is_tiny(node, style) or TRACKERS.match(source):
            node.drop_tree()
        else:
            node.set("src", source)
    elif node.tag == "a":
        href = node.get("href", "").strip()
        target = href if href.lower().startswith("mailto:") else absolute(href, bases)
        if target:
            node.set("href", target)
        else:
            node.attrib.pop("href", None)


def _picture(node: "HtmlElement", bases: Sequence[str | None]) -> str | None:
    """The address of a picture; one that a script would fetch later stands beside `src`."""
    places = (node.get(name) for name in (*LAZY, "src"))
    return next((url for place in places if (url := absolute(place, bases))), None)


def _is_tiny(node: "HtmlElement", style: str) -> bool:
    sizes = (node.get("width", ""), node.get("height", ""))
    return any(TINY.fullmatch(size) for size in sizes) or bool(TINY_STYLE.search(style))
