"""The editor's Markdown as plain text, in lines: much as it was typed, with its addresses."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from digest.core.inline_markup import Span
from digest.core.merge_tags import as_text
from digest.render.plain import CODE_INDENT, WIDTH, columns, wrap
from digest.render.rich import in_text

if TYPE_CHECKING:
    from markdown_it.token import Token

QUOTE = "> "
RULE = "* * *"
OPENING = ("blockquote_open", "list_item_open", "footnote_open")
CLOSING = ("blockquote_close", "list_item_close", "footnote_close")
LISTS = ("bullet_list_open", "ordered_list_open")
CODE = ("code_block", "fence")


class _Block(NamedTuple):
    """A paragraph or the like; `lead` is what its first line begins with, piece by piece."""

    lead: tuple[str, ...]
    text: str
    tight: bool  # on the line after the block before

    def lines(self) -> str:
        """The block in columns; a list's mark is before its first line only."""
        rest = self.rest()
        return "".join(self.lead) + wrap(self.text, rest).removeprefix(rest)

    def rest(self) -> str:
        return "".join(piece if piece == QUOTE else " " * len(piece) for piece in self.lead)


def text_of(tokens: "list[Token]", *, apart: bool) -> str:
    """Paragraphs, list items, quotations, tables and code, in lines of at most 72 columns.

    With `apart`, formulas are set apart from words that run right to left.
    """
    done, quoted = "", False
    for block in _blocks(tokens, apart=apart):
        was_quoted, quoted = quoted, block.rest().startswith(QUOTE)
        parted = QUOTE.rstrip() if quoted and was_quoted else ""
        gap = "\n" if block.tight else f"\n{parted}\n"
        done += (gap if done else "") + block.lines()
    return done


def _blocks(tokens: "list[Token]", *, apart: bool) -> Iterator[_Block]:
    lead: list[str] = []
    begun = hidden = False
    for token, text in _told(tokens, apart=apart):
        if token.type in OPENING:
            lead.append(_mark(token))
        elif token.type in CLOSING:
            lead.pop()
        elif token.type in LISTS:
            begun = begun or lead.count(QUOTE) == len(lead)
        if text is not None:
            yield _Block(tuple(lead), text, tight=hidden and not begun)
            lead = [piece if piece == QUOTE else " " * len(piece) for piece in lead]
            begun = False
        hidden = token.hidden


def _told(tokens: "list[Token]", *, apart: bool) -> Iterator[tuple["Token", str | None]]:
    """Tokens with their text, if they have one; that of a whole table is at its end."""
    rows: list[list[str]] = []
    for token in tokens:
        text = _block(token, apart=apart)
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "table_close":
            yield token, _table(rows, WIDTH - 2 * token.level)
            rows = []
        elif rows and text is not None:
            rows[-1].append(text)
        else:
            yield token, text


def _mark(token: "Token") -> str:
    if token.type == "blockquote_open":
        return QUOTE
    if token.type == "footnote_open":
        return f"[{token.meta['id'] + 1}] "
    return f"{token.info}. " if token.info else "- "


def _block(token: "Token", *, apart: bool) -> str | None:
    if token.type == "inline":
        return "".join(_inline(token.children or [], apart=apart)).strip()
    if token.type in CODE:
        lines = as_text(token.content).rstrip("\n").split("\n")
        return "\n".join(CODE_INDENT + line for line in lines)
    return RULE if token.type == "hr" else None


def _table(rows: list[list[str]], room: int) -> str:
    """Rows with their columns one below the other, where there is room for that."""
    widths = [max(map(columns, cells)) for cells in zip_longest(*rows, fillvalue="")]
    if sum(widths) + 3 * (len(widths) - 1) > room:
        return "\n".join(" | ".join(cells) for cells in rows)
    lines = [_row(cells, widths) for cells in rows]
    return "\n".join([lines[0], "-+-".join("-" * width for width in widths), *lines[1:]])


def _row(cells: list[str], widths: list[int]) -> str:
    padded = (cell + " " * (w - columns(cell)) for cell, w in zip(cells, widths, strict=True))
    return " | ".join(padded).rstrip()


def _inline(tokens: "list[Token]", *, apart: bool) -> Iterator[str]:
    href, shown = "", ""
    for token in tokens:
        text = _shown(token, apart=apart)
        shown += text
        if token.type == "link_open":
            href, shown = str(token.attrs["href"]), ""
        elif token.type == "link_close":
            bare = href.partition(":")[2].removeprefix("//")
            yield "" if shown in (href, bare) else f" ({href})"
        yield text


def _shown(token: "Token", *, apart: bool) -> str:
    if token.type == "image":
        words = "".join(_shown(child, apart=apart) for child in token.children or [])
        return f"[{words}] {token.attrs['src']}" if words else ""
    if token.type == "code_inline":
        return f"`{as_text(token.content)}`"
    if token.type == "math":
        return in_text(Span("math", token.content, token.markup), apart=apart)
    if token.type == "footnote_ref":
        return f"[{token.meta['id'] + 1}]"
    if token.type in ("s_open", "s_close"):
        return token.markup
    return "\n" if token.type == "hardbreak" else token.content
