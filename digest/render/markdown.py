"""The editor's words: Markdown in, HTML and plain text out."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from digest.core.inline_markup import Span, math_at
from digest.core.merge_tags import TAG, url_restored
from digest.core.text import ILLEGAL
from digest.render.highlight import highlighted
from digest.render.markdown_text import text_of
from digest.render.plain import has_rtl
from digest.render.rich import Rich, breakable, code, in_html

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

OTHER_SPACE = re.compile("[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")  # which ends no line of Markdown
IMAGE_WIDTH = "536"  # of the column, for clients that read the attribute and no style
Address = Callable[[str], str]


def markdown(source: str, base_url: str = "", mark: Address = str) -> Rich:
    """`source` rendered; HTML in it is shown, not obeyed, and links are resolved at `base_url`.

    Formulas and code are set as in titles, code in fences also in the colours of its language.
    There are GitHub's tables, struck words and bare addresses, too, and footnotes, at the end.
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
    return Rich(html.strip(), text_of(tokens, apart=has_rtl(source)))


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

    parser = MarkdownIt("commonmark", {"html": False, "xhtmlOut": True})
    parser.enable(["table", "strikethrough"]).use(gfm_autolink_plugin)
    parser.use(footnote_plugin, inline=False)
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


def _note_html(_renderer: Any, tokens: "list[Token]", at: int, *_rest: Any) -> str:
    return f"<sup>{tokens[at].meta['id'] + 1}</sup>"


def _plainly(html: str) -> Callable[..., str]:
    """For footnotes: links within a mail work in few mail programs."""
    return lambda *_rest: html


def _math_html(_renderer: Any, tokens: "list[Token]", at: int, _options: Any, env: Any) -> str:
    return in_html(_span(tokens[at]), apart=env["apart"])


def _code_html(_renderer: Any, tokens: "list[Token]", at: int, *_rest: Any) -> str:
    return code(tokens[at].content)


def _fence_html(_renderer: Any, tokens: "list[Token]", at: int, *_rest: Any) -> str:
    code = highlighted(tokens[at].content.rstrip("\n"), tokens[at].info)
    return f'<pre dir="ltr"><code>{code}</code></pre>\n'


RULES = {
    "text": _text_html,
    "softbreak": _text_html,
    "math": _math_html,
    "code_inline": _code_html,
    "code_block": _fence_html,
    "fence": _fence_html,
    "footnote_ref": _note_html,
    "footnote_anchor": _plainly(""),
    "footnote_block_open": _plainly("<ol>\n"),
    "footnote_block_close": _plainly("</ol>\n"),
    "footnote_open": _plainly("<li>"),
    "footnote_close": _plainly("</li>\n"),
}


def _span(token: "Token") -> Span:
    kind = "math" if token.type == "math" else "code"
    return Span(kind, token.content, token.markup)  # type: ignore[arg-type]


def _all(tokens: "list[Token]") -> "Iterator[Token]":
    for token in tokens:
        yield token
        yield from _all(token.children or [])


def _is_wide(char: str) -> bool:
    """Whether a line break beside it is no space. Source: CSS Text 3, 4.1.3."""
    wide = bool(char) and unicodedata.east_asian_width(char) in "WFH"
    return wide and not unicodedata.name(char, "").startswith("HANGUL")


def _settle_breaks(tokens: "list[Token]") -> None:
    """Give each break the space that stands for it: a break alone is lost in the compiler."""
    for at, token in enumerate(tokens):
        if token.type == "softbreak":
            before = "".join(other.content for other in tokens[max(at - 3, 0) : at])
            after = "".join(other.content for other in tokens[at + 1 : at + 4])
            joined = _is_wide(before[-1:]) and _is_wide(after[:1])
            token.content = "" if joined else " "


def _settle(token: "Token", base_url: str, mark: Address) -> None:
    for name in ("href", "src"):
        if name in token.attrs:
            url = url_restored(str(token.attrs[name]))
            url = url if TAG.match(url) else urljoin(base_url, url)
            marked = name == "href" and token.info != "auto"  # which says where it leads
            token.attrSet(name, mark(url) if marked else url)
    if token.type == "image":
        token.attrSet("width", IMAGE_WIDTH)
    if token.type == "inline":
        _settle_breaks(token.children or [])
    if token.type in ("paragraph_open", "heading_open"):
        token.attrSet("dir", "auto")
