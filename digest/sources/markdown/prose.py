"""The words of a Markdown text: as Hugo would count them, and as a reader would read them."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from digest.core import markup
from digest.core.text import one_line

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# Tags of Hugo's shortcodes, Liquid and kramdown: what they render to, nobody knows here
SHORTCODE = re.compile(
    r"\{\{[<%].*?[>%]\}\}|\{%[^\n]*?%\}|\{\{[^{}\n]*\}\}|^\{:[^}\n]*\}[ \t]*$|(?<=\S)\{:[^}\n]*\}",
    re.DOTALL | re.MULTILINE,
)
FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:?")
FOOTNOTES = re.compile(r"^\[\^[^\]\s]+\]:.*$", re.MULTILINE)
REFERENCE = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*\n?[ \t]*\S+.*$", re.MULTILINE)
TARGET = r"(?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\])"
PICTURE = rf"!\[[^\]\n]*\]{TARGET}"
# In this order: code is taken as it stands before anything in it could look like markup
SYNTAX = re.compile(
    rf"""
      ^[ \t>]*(?P<fence>`{{3,}}|~{{3,}})[^\n]*\n(?P<block>.*?)(?:^[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)
    | (?P<ticks>`+)(?P<code>[^\n]+?)(?<!`)(?P=ticks)(?!`)
    | <!--.*?-->
    | </?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>
    | \[\s*{PICTURE}\s*\]{TARGET}
    | {PICTURE}
    | (?<=\]){TARGET}
    | ^[ \t>]*(?:[-*_][ \t]*){{3,}}$ | ^=+[ \t]*$ | ^-+[ \t]*$
    | ^[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*(?::?-+:?)?[ \t]*$
    | ^(?:[ \t>]|(?:[-*+]|\d{{1,9}}[.)]|\#{{1,6}}|\[[ xX]\])(?=\s))+
    | (?<=\s)\#+[ \t]*$ | (?<=\s)\{{\#[^}}\n]*\}}[ \t]*$
    | \\$ | (?P<cell>(?<!\S)\||\|(?!\S))
    """,
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)
HEAD = 5000  # characters: enough for a summary
SILENT = ("heading_open", "table_open")


def countable(text: str) -> str:
    """What remains of Markdown when it is rendered and its tags are stripped.

    By a pattern rather than a parser, which takes ten times as long: a folder of a thousand posts
    is read for each issue.
    """
    text = REFERENCE.sub("", FOOTNOTE.sub("", SHORTCODE.sub("", text)))
    return SYNTAX.sub(_kept, text)


def _kept(found: re.Match[str]) -> str:
    if found["fence"]:
        return found["block"]
    if found["ticks"]:
        return found["code"]
    return " " if found["cell"] else ""


def paragraphs(text: str) -> Iterator[str]:
    """The paragraphs at the beginning of a text, without headings, tables, code and pictures.

    Inline code and `$...$` stay as written; of a link its text remains.
    """
    references = "\n".join(REFERENCE.findall(text))
    head = SHORTCODE.sub("", FOOTNOTE.sub("", FOOTNOTES.sub("", text[:HEAD])))
    parser = _parser()
    known: dict[str, Any] = {}  # where the parser keeps link references
    silent = ""
    for token in parser.parse(f"{head}\n\n{references}", known):
        if silent:
            silent = "" if token.type == silent else silent
        elif token.type in SILENT:
            silent = token.type.replace("_open", "_close")
        elif token.type == "html_block":
            yield from markup.paragraphs(token.content)
        elif token.type == "inline":
            inside: list[Token] = []
            parser.inline.parse(token.content, parser, known, inside)
            if line := one_line("".join(map(_inline, inside))):
                yield line


def _inline(token: "Token") -> str:
    if token.type == "text":
        return token.content
    if token.type in ("code_inline", "math_inline"):
        return f"{token.markup}{token.content}{token.markup}"
    return " " if token.type in ("softbreak", "hardbreak") else ""


@cache
def _parser() -> "MarkdownIt":
    """It parses blocks only, for few of them are ever looked into."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("inline")
    return parser.use(dollarmath_plugin, allow_space=False, allow_digits=False)
