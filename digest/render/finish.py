"""The finished mail in lines: as a reviewer would break them, and as mail servers take them."""

import re
from collections.abc import Callable, Iterable, Iterator

from digest.render.plain import CODE_INDENT

BREAK = re.compile(
    r"(?:\s+|(?<!\s))(?=<(?:!--\[if|table|tr|h[1-6]|p|ul|ol|li|pre|blockquote"
    r"|head|meta|title|style|/style|body|/body|/html)\b)"
)
LONGEST = 900  # bytes in a line, where RFC 5322 2.1.1 has 998
TAG = re.compile(r"<[^<>]*>")
WHOLE = re.compile(rf"{TAG.pattern}|\{{[^{{}}<>]*\}}| ")  # tags of HTML, merge tags, spaces
ATTRIBUTE = re.compile(r" (?=[\w-]+=[\"'])")
PREFORMATTED = re.compile(r"((?<=<pre)\b.*?</pre>|<style\b.*?</style>)", re.DOTALL)
Spaces = Callable[[str], Iterable[int]]


def finish(html: str) -> str:
    """`html` in lines; a word, or a line of plain code, that is longer than one stays whole."""
    pieces = PREFORMATTED.split(html)
    pieces[::2] = [_in_lines(BREAK.sub("\n", piece), _spaces) for piece in pieces[::2]]
    pieces[1::2] = [_in_lines(piece, _spaces_in_tags) for piece in pieces[1::2]]
    return "".join(pieces).strip() + "\n"


def _in_lines(html: str, spaces: Spaces) -> str:
    """`html` with lines that are too long for a mail server broken at `spaces`."""
    lines = html.split("\n")
    if max(map(len, lines)) * 4 <= LONGEST:  # bytes of a character, at most
        return html
    return "\n".join(part for line in lines for part in _folded(line, spaces))


def _folded(line: str, spaces: Spaces) -> Iterator[str]:
    start = last = 0
    for space in (*spaces(line), len(line)) if len(line.encode()) > LONGEST else ():
        if len(line[start:space].encode()) > LONGEST and last > start:
            yield line[start:last]
            start = last + 1
        last = space
    yield line[start:]


def _spaces(line: str) -> Iterator[int]:
    """Where a line of HTML may end: between words and between attributes."""
    for found in WHOLE.finditer(line):
        if found[0] == " ":
            yield found.start()
        else:
            yield from (found.start() + space for space in _spaces_in_tags(found[0]))


def _spaces_in_tags(line: str) -> Iterator[int]:
    """Where a line of code may end, so that none is shown there."""
    for tag in TAG.finditer(line):
        yield from (tag.start() + space.start() for space in ATTRIBUTE.finditer(tag[0]))


def finish_text(text: str) -> str:
    """`text` without trailing spaces, and with one blank line at a time, but for those of code."""
    text = re.sub(rf"(?:\n(?!{CODE_INDENT})[ ]*(?=\n)){{2,}}", "\n", text)
    return "\n".join(line.rstrip() for line in text.split("\n")).strip() + "\n"
