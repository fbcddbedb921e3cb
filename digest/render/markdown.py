"""The editor's words: Markdown in, HTML and plain text out."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from digest.core.merge_tags import TAG, as_text, url_restored
from digest.core.text import ILLEGAL
from digest.render.plain import CODE_INDENT
from digest.render.rich import Rich

if TYPE_CHECKING:
    from markdown_it.token import Token

OTHER_SPACE = re.compile("[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")  # which ends no line of Markdown
IMAGE_WIDTH = "536"  # of the column, for clients that read the attribute and no style


def markdown(source: str, base_url: str = "") -> Rich:
    """`source` rendered; HTML in it is shown, not obeyed, and links are resolved at `base_url`.

    Merge tags work in its words and links, and are text in its code.
    """
    if not source.strip():
        return Rich("", "")
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "xhtmlOut": True})
    tokens = parser.parse(OTHER_SPACE.sub(" ", ILLEGAL.sub("", source)))
    for token in _all(tokens):
        _settle(token, base_url)
    html = parser.renderer.render(tokens, parser.options, {})
    return Rich(html.strip(), "\n\n".join(_blocks(tokens)))


def _all(tokens: "list[Token]") -> "Iterator[Token]":
    for token in tokens:
        yield token
        yield from _all(token.children or [])


def _settle(token: "Token", base_url: str) -> None:
    for name in ("href", "src"):
        if name in token.attrs:
            url = url_restored(str(token.attrs[name]))
            token.attrSet(name, url if TAG.match(url) else urljoin(base_url, url))
    if token.type == "image":
        token.attrSet("width", IMAGE_WIDTH)
    if token.type in ("code_inline", "code_block", "fence"):
        token.content = as_text(token.content)


def _blocks(tokens: "list[Token]") -> Iterator[str]:
    """Paragraphs, headings, list items and code, one by one."""
    mark = ""
    for token in tokens:
        if token.type == "list_item_open":
            mark = f"{token.info}. " if token.info else "- "
        elif token.type == "inline":
            yield mark + "".join(_inline(token.children or []))
            mark = ""
        elif token.type in ("fence", "code_block"):
            yield "\n".join(CODE_INDENT + line for line in token.content.rstrip("\n").split("\n"))


def _inline(tokens: "list[Token]") -> Iterator[str]:
    href, shown = "", ""
    for token in tokens:
        text = _shown(token)
        shown += text
        if token.type == "link_open":
            href, shown = str(token.attrs["href"]), ""
        elif token.type == "link_close":
            yield "" if shown == href else f" ({href})"
        yield text


def _shown(token: "Token") -> str:
    if token.type == "image":
        return f"[{token.content}] {token.attrs['src']}" if token.content else ""
    if token.type == "code_inline":
        return f"`{token.content}`"
    return {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)
