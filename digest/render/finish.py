"""The finished mail in lines: as a reviewer would break them, and as mail servers take them."""

import re
from collections.abc import Iterator

from digest.render.plain import CODE_INDENT

BREAK = re.compile(
    r"(?:\s+|(?<!\s))(?=<(?:!--\[if|table|tr|h[1-6]|p|ul|ol|li|pre|blockquote"
    r"|head|meta|title|style|/style|body|/body|/html)\b)"
)
LONGEST = 900  # bytes in a line, where RFC 5322 2.1.1 has 998
WHOLE = re.compile(r"<[^<>]*>|\{[^{}<>]*\}| ")  # tags of HTML and merge tags, and what is between
ATTRIBUTE = re.compile(r" (?=[\w-]+=[\"'])")
PREFORMATTED = re.compile(r"(<pre\b.*?</pre>|<style\b.*?</style>)", re.DOTALL)


def finish(html: str) -> str:
    """`html` in lines."""
    pieces = PREFORMATTED.split(html)
    pieces[::2] = [_in_lines(BREAK.sub("\n", piece)) for piece in pieces[::2]]
    return "".join(pieces).strip() + "\n"


def _in_lines(html: str) -> str:
    """`html` with lines that are too long for a mail server broken at spaces."""
    lines = html.split("\n")
    if max(map(len, lines)) * 4 <= LONGEST:  # bytes of a character, at most
        return html
    return "\n".join(part for line in lines for part in _folded(line))


def _folded(line: str) -> Iterator[str]:
    start = last = 0
    for space in (*_spaces(line), len(line)) if len(line.encode()) > LONGEST else ():
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
        elif found[0][0] == "<":
            yield from (found.start() + space.start() for space in ATTRIBUTE.finditer(found[0]))


def finish_text(text: str) -> str:
    """`text` without trailing spaces, and with one blank line at a time, but for those of code."""
    text = re.sub(rf"(?:\n(?!{CODE_INDENT})[ ]*(?=\n)){{2,}}", "\n", text)
    return "\n".join(line.rstrip() for line in text.split("\n")).strip() + "\n"
