"""Text that knows how it looks in HTML and in plain text.

In an HTML template `{{ item.title }}` is markup, in a text template it is characters: Jinja asks
for `__html__` only where it escapes.
"""

from dataclasses import dataclass
from html import escape

from digest.core import simple_math
from digest.core.inline_markup import Span, spans
from digest.core.merge_tags import as_text
from digest.core.text import one_line


@dataclass(frozen=True, slots=True)
class Rich:
    """`html` is well-formed; `text` is without markup. An empty one is false."""

    html: str
    text: str

    def __html__(self) -> str:
        return self.html

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)

    def without_tags(self) -> "Rich":
        """The same words, with no merge tag in them."""
        return Rich(as_text(self.html), as_text(self.text))


def rich(source: str) -> Rich:
    """A line of plain text with its code spans and formulas set; no merge tag is in code."""
    pieces = spans(one_line(source))
    return Rich("".join(_html(span) for span in pieces), "".join(_text(span) for span in pieces))


def _html(span: Span) -> str:
    if span.kind == "text":
        return escape(span.text, quote=False)
    parts = simple_math.parts(span.text) if span.kind == "math" else None
    if parts is None:
        return f'<code dir="ltr">{escape(as_text(span.text), quote=False)}</code>'
    return "".join(_script(part) for part in parts)


def _script(part: simple_math.Part) -> str:
    text = escape(part.text, quote=False)
    return text if part.level == "base" else f"<{part.level}>{text}</{part.level}>"


def _text(span: Span) -> str:
    formula = simple_math.as_text(span.text) if span.kind == "math" else None
    words = span.source if formula is None else formula
    return as_text(words) if span.kind == "code" else words
