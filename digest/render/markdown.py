"""The editor's words: Markdown in, HTML and plain text out."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from digest.core.inline_markup import Span, math_at
from digest.core.merge_tags import TAG, as_text, url_restored
from digest.core.text import ILLEGAL
from digest.render.highlight import highlighted
from digest.render.plain import CODE_INDENT, has_rtl
from digest.render.rich import Rich, breakable, in_html, in_text

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

OTHER_SPACE = re.compile("[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")  # which ends no line of Markdown
IMAGE_WIDTH = "536"  # of the column, for clients that read the attribute and no style
CODE = ("code_inline", "code_block", "fence")
Address = Callable[[str], str]


def markdown(source: str, base_url: str = "", mark: Address = str) -> Rich:
    """`source` rendered; HTML in it is shown, not obeyed, and links are resolved at `base_url`.

    Formulas and code are set as in titles, code in fences also in the colours of its language.
    `mark` makes a link's address out of its own. Merge tags work in words and links, and are text
    in code.
    """
    if not source.strip():
        return Rich("", "")
    parser = _parser()
    tokens = parser.parse(OTHER_SPACE.sub(" ", ILLEGAL.sub("", source)))
    for token in _all(tokens):
        _settle(token, base_url, mark)
    html = parser.renderer.render(tokens, parser.options, {"apart": has_rtl(source)})
    return Rich(html.strip(), "\n\n".join(_blocks(tokens, apart=has_rtl(source))))


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "xhtmlOut": True})
    parser.inline.ruler.before("escape", "math", _math)
    for name, rule in RULES.items():
        parser.add_render_rule(name, rule)
    return parser


def _math(state: "StateInline", silent: bool) -> bool:
    """A formula, before Markdown takes its backslashes and underscores for its own."""
    found = math_at(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        token = state.push("math", "", 0)
        token.content, token.markup = found.text, found.source
    state.pos += len(found.source)
    return True


def _text_html(_renderer: Any, tokens: "list[Token]", at: int, *_rest: Any) -> str:
    return breakable(tokens[at].content)


def _break_html(*_rest: Any) -> str:
    return " "  # a line break that is alone between two tags is lost in the compiler


def _math_html(_renderer: Any, tokens: "list[Token]", at: int, _options: Any, env: Any) -> str:
    return in_html(_span(tokens[at]), apart=env["apart"])


def _code_html(_renderer: Any, tokens: "list[Token]", at: int, *_rest: Any) -> str:
    return f'<code dir="ltr">{breakable(as_text(tokens[at].content))}</code>'


def _fence_html(_renderer: Any, tokens: "list[Token]", at: int, *_rest: Any) -> str:
    code = highlighted(tokens[at].content.rstrip("\n"), tokens[at].info)
    return f'<pre dir="ltr"><code>{code}</code></pre>\n'


RULES = {
    "text": _text_html,
    "softbreak": _break_html,
    "math": _math_html,
    "code_inline": _code_html,
    "code_block": _fence_html,
    "fence": _fence_html,
}


def _span(token: "Token") -> Span:
    kind = "math" if token.type == "math" else "code"
    return Span(kind, token.content, token.markup)  # type: ignore[arg-type]


def _all(tokens: "list[Token]") -> "Iterator[Token]":
    for token in tokens:
        yield token
        yield from _all(token.children or [])


def _settle(token: "Token", base_url: str, mark: Address) -> None:
    for name in ("href", "src"):
        if name in token.attrs:
            url = url_restored(str(token.attrs[name]))
            url = url if TAG.match(url) else urljoin(base_url, url)
            marked = name == "href" and token.info != "auto"  # which says where it leads
            token.attrSet(name, mark(url) if marked else url)
    if token.type == "image":
        token.attrSet("width", IMAGE_WIDTH)
    if token.type in ("paragraph_open", "heading_open"):
        token.attrSet("dir", "auto")


def _blocks(tokens: "list[Token]", *, apart: bool) -> Iterator[str]:
    """Paragraphs, headings, list items and code, one by one."""
    mark = ""
    for token in tokens:
        if token.type == "list_item_open":
            mark = f"{token.info}. " if token.info else "- "
        elif token.type == "inline":
            yield mark + "".join(_inline(token.children or [], apart=apart))
            mark = ""
        elif token.type in CODE:
            code = as_text(token.content).rstrip("\n")
            yield "\n".join(CODE_INDENT + line for line in code.split("\n"))


def _inline(tokens: "list[Token]", *, apart: bool) -> Iterator[str]:
    href, shown = "", ""
    for token in tokens:
        text = _shown(token, apart=apart)
        shown += text
        if token.type == "link_open":
            href, shown = str(token.attrs["href"]), ""
        elif token.type == "link_close":
            yield "" if shown == href else f" ({href})"
        yield text


def _shown(token: "Token", *, apart: bool) -> str:
    if token.type == "image":
        return f"[{token.content}] {token.attrs['src']}" if token.content else ""
    if token.type == "code_inline":
        return f"`{as_text(token.content)}`"
    if token.type == "math":
        return in_text(_span(token), apart=apart)
    return {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)
