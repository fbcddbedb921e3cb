"""Elements of an email that the page can point at carry `data-dg`: names apart by a space."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import accumulate

from digest.preview.rewrite import TAG

Marks = Mapping[str, tuple[int, int]]  # by name, line and column (from 1) at which it opens
ATTRIBUTE = "data-dg"


def anchored(html: str, marks: Marks) -> str:
    """`html` with the names of `marks` at their elements; one where no tag opens is left out."""
    if not marks:
        return html
    lines = [0, *accumulate(len(line) for line in html.split("\n"))]
    names = defaultdict(list)
    for name, (line, column) in marks.items():
        if 0 < line < len(lines):
            names[lines[line - 1] + line - 1 + column - 1].append(name)
    pieces, done = [], 0
    for tag in TAG.finditer(html):
        if tag["name"] and tag.start() in names:
            at = tag.end("name")
            pieces += [html[done:at], f' {ATTRIBUTE}="{" ".join(names[tag.start()])}"']
            done = at
    return "".join((*pieces, html[done:]))
