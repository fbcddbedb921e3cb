"""A capture's lines: clean text, and where the blank lines were."""

import re
from dataclasses import replace
from itertools import pairwise

from digest.core.quick import dataclass
from digest.core.text import one_line

# Zero-width spaces, soft hyphens and byte order marks carry nothing; joiners shape emoji and
# Persian and stay. Direction marks matter only inside a line.
NOTHING = re.compile("[\u200b\u2060\ufeff\u00ad]")
DIRECTION = "\u200e\u200f\u061c"
MOST = 0.6  # of the lines without a blank one above continue a paragraph on a page of broken lines
WIDEST = 100  # columns at which programs break lines
MARKER = re.compile(r"^(?:#{1,6}|[-*•‣◦]) +")  # of headings and lists, in Markdown and text dumps
RULE = re.compile(r"[\W_]+")
CONTINUED = re.compile(r"(…|\.{3}|\[…\])\s*Continue reading\b.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; `gap` says that blank lines, or a rule, stand above it."""

    number: int  # 1-based, as in an editor
    text: str
    gap: bool


def read_lines(text: str) -> tuple[Line, ...]:
    """The lines with text in them."""
    lines = []
    gap = False
    for number, raw in enumerate(text.splitlines(), start=1):
        clean = MARKER.sub("", one_line(NOTHING.sub("", raw)).strip(DIRECTION + " "), count=1)
        clean = CONTINUED.sub(r"\1", clean)
        if RULE.fullmatch(clean) or not clean:
            gap = True
        else:
            lines.append(Line(number, clean, gap))
            gap = False
    return _unwrapped(lines)


def _unwrapped(lines: list[Line]) -> tuple[Line, ...]:
    """The lines as they were before a program broke them at a fixed column.

    Such a line ends where the next one's first word would not have fitted any more.
    """
    width = max((len(line.text) for line in lines), default=0)
    tight = [(above, below) for above, below in pairwise(lines) if not below.gap]
    broken = {
        below.number
        for above, below in tight
        if len(f"{above.text} {below.text.split()[0]}") > width
    }
    inside = sum(line.text[0].islower() for line in lines if line.number in broken)
    if width > WIDEST or inside < 2 or inside * 2 < len(broken) or len(broken) < MOST * len(tight):
        return tuple(lines)
    whole: list[Line] = []
    for line in lines:
        if line.number in broken:
            whole[-1] = replace(whole[-1], text=f"{whole[-1].text} {line.text}")
        else:
            whole.append(line)
    return tuple(whole)
