"""Code in colours, with Pygments: classes for the style sheets of a design to give colours to.

Five kinds of words are told apart, no more: mail is read in many lights, and each colour has to be
readable in all of them.
"""

import re
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from digest.core.merge_tags import as_text

if TYPE_CHECKING:
    from pygments.lexer import Lexer

CLASSES = {  # by Pygments' names of tokens; the longest that fits counts
    "Keyword": "hk",
    "Operator.Word": "hk",
    "Generic.Deleted": "hk",
    "Literal.String": "hs",
    "Generic.Inserted": "hs",
    "Comment": "hc",
    "Generic.Prompt": "hc",
    "Generic.Output": "hc",
    "Literal.Number": "hn",
    "Keyword.Constant": "hn",
    "Name.Function": "hf",
    "Name.Class": "hf",
    "Name.Decorator": "hf",
    "Name.Tag": "hf",
    "Name.Attribute": "hf",
    "Generic.Heading": "hf",
    "Generic.Subheading": "hf",
}
LANGUAGE = re.compile(r"[\w+#.-]+")


def highlighted(code: str, info: str) -> str:
    """`code` as HTML, its words in classes as the language that `info` begins with has them.

    In a language that nobody knows it is plain. Nothing of it is a merge tag.
    """
    runs = groupby(_tokens(code, _lexer(info)), key=lambda token: token[0])
    return "".join(_span(name, "".join(text for _, text in run)) for name, run in runs)


def _tokens(code: str, lexer: "Lexer | None") -> list[tuple[str, str]]:
    """Pieces of `code` with their classes."""
    if not lexer:
        return [("", code)]
    found = [(str(kind), text) for kind, text in lexer.get_tokens(f"{code}\n")]
    kind, last = found.pop()
    found.append((kind, last.removesuffix("\n")))
    if "".join(text for _, text in found) != code:  # a few lexers drop what they do not know
        return [("", code)]
    return [("" if text.isspace() else _class(kind), text) for kind, text in found]


def _span(name: str, text: str) -> str:
    html = escape(as_text(text))
    if text.isspace():  # the compiler drops a line break that is alone between two tags
        html = html.replace("\n", "&#10;")
    return f'<span class="{name}">{html}</span>' if name else html


def _class(kind: str) -> str:
    """The class of `Token.Name.Function.Magic`; empty for what stays in the ink of code."""
    parts = kind.split(".")[1:]
    names = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((CLASSES[name] for name in names if name in CLASSES), "")


def _lexer(info: str) -> "Lexer | None":
    language = LANGUAGE.search(info)
    if not language:
        return None
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language[0], stripnl=False)
    except ClassNotFound:
        return None
