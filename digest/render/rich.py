"""Text that knows how it looks in HTML and in plain text.

In an HTML template `{{ item.title }}` is markup, in a text template it is characters: Jinja asks
for `__html__` only where it escapes. In an attribute only the words of the markup can stand. As
Jinja does not know where that is, markup goes through it between two marks, which `unmarked` takes
out when the template is filled in.
"""

import re
from functools import cache
from html import escape

from digest.core import simple_math
from digest.core.inline_markup import Span, spans
from digest.core.math_row import Part
from digest.core.math_row import as_text as on_a_line
from digest.core.merge_tags import as_text
from digest.core.quick import dataclass
from digest.core.text import one_line
from digest.render.plain import has_rtl

LONG = re.compile(r"\S{24}")  # characters that may be wider than a phone
BREAK = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[/._\-=&?:,;)])(?<!--)(?![/._\-=&?:,;)]|$)")
OPTION = re.compile(r"(?<![^\s>])--?[A-Za-z][\w-]*=?")  # of a command
TAG_LIKE = re.compile(r"\{|\*\||\[\[|%[A-Za-z_]")
FORMULA_START, FORMULA_END = "\u2066", "\u2069"  # left-to-right isolate
OPEN, CLOSE = "\ufffe", "\uffff"  # non-characters: `one_line` takes them out of every text
MARKED = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")
WORDS_ONLY = re.compile(  # where no element may stand
    r"<(?P<name>mj-title|mj-preview|title)\b.*?</(?P=name)"
    rf"|<[A-Za-z](?:[^\"'>{OPEN}]++|{MARKED.pattern}|{OPEN}"
    rf"|\"(?:[^\"{OPEN}]++|{MARKED.pattern}|{OPEN})*+\""
    rf"|'(?:[^'{OPEN}]++|{MARKED.pattern}|{OPEN})*+')*+>",
    re.DOTALL,
)
SCRIPT = re.compile(r"<(su[bp])>(.*?)</\1>")
TAG = re.compile(r"<[^>]*>")
PROVIDERS = re.compile(rf"(?P<element>{TAG.pattern})|\{{\{{[^{{}}<>]*\}}\}}|\{{%[^{{}}<>]*%\}}")


@dataclass(frozen=True, slots=True)
class Rich:
    """`html` is well-formed, and no quote of its words is bare; `text` is without markup.

    An empty one is false.
    """

    html: str
    text: str

    def __html__(self) -> str:
        return f"{OPEN}{self.html}{CLOSE}" if re.search(r"[<{]", self.html) else self.html

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)

    def without_tags(self) -> "Rich":
        """The same words, with no merge tag in them."""
        return Rich(as_text(self.html), as_text(self.text))


def rich(source: str) -> Rich:
    """A line of plain text with its code spans and formulas set; no merge tag is in code.

    Beside words that run right to left, formulas are set apart.
    """
    pieces = spans(one_line(source))
    apart = has_rtl(source)
    return Rich(
        "".join(in_html(span, apart=apart) for span in pieces),
        "".join(in_text(span, apart=apart) for span in pieces),
    )


def unmarked(markup: str) -> str:
    """`markup` of a template without marks: in attributes and titles what was marked is words."""
    if OPEN not in markup:
        return markup
    markup = WORDS_ONLY.sub(lambda found: MARKED.sub(_words, found[0]), markup)
    markup = MARKED.sub(lambda found: PROVIDERS.sub(_as_typed, found[1]), markup)
    return markup.replace(OPEN, "").replace(CLOSE, "")


def _words(marked: re.Match[str]) -> str:
    html = SCRIPT.sub(lambda found: on_a_line([Part(found[1], found[2])]), marked[1])
    return TAG.sub("", html)


def _as_typed(found: re.Match[str]) -> str:
    """An element's tag as it is, a provider's with bare quotes: its engine knows no entities."""
    return found[0] if found["element"] else found[0].replace("&quot;", '"').replace("&#x27;", "'")


def in_html(span: Span, *, apart: bool = False) -> str:
    """A piece of a line as HTML."""
    if span.kind == "text":
        return breakable(span.text)
    parts = simple_math.parts(span.text) if span.kind == "math" else None
    if parts is None:
        return code(span.text)
    formula = "".join(_script(part) for part in parts)
    return f'<span dir="ltr">{formula}</span>' if apart else formula


def in_text(span: Span, *, apart: bool = False) -> str:
    """A piece of a line as characters."""
    formula = simple_math.as_text(span.text) if span.kind == "math" else None
    if formula is not None:
        return f"{FORMULA_START}{formula}{FORMULA_END}" if apart else formula
    return as_text(span.source) if span.kind == "code" else span.source


def code(text: str) -> str:
    """A code span as HTML, with no merge tag in it; no line ends in the name of an option."""
    html = OPTION.sub(r'<span style="white-space:nowrap">\g<0></span>', breakable(as_text(text)))
    return f'<code dir="ltr">{html}</code>'


def breakable(text: str) -> str:
    """`text` as HTML; a very long word may be broken, best where its parts meet.

    `<wbr>` is known to all but Outlook for Windows, for which `long` is a class of the design.
    """
    if not LONG.search(text):
        return escape(text)
    done, pieces = 0, []
    for word in _long_words().finditer(text):
        if TAG_LIKE.search(word[0]):  # stays whole, whoever fills it in
            continue
        parts = (escape(part) for part in BREAK.split(word[0]))
        pieces += [escape(text[done : word.start()])]
        pieces += [f'<span class="long">{"<wbr />".join(parts)}</span>']
        done = word.end()
    return "".join([*pieces, escape(text[done:])])


@cache
def _long_words() -> re.Pattern[str]:
    """Chinese and Japanese break anywhere; such a range takes a while to compile."""
    return re.compile(r"[^\s\u2e80-\U0010ffff]{24,}")


def _script(part: Part) -> str:
    text = escape(part.text)
    return text if part.level == "base" else f"<{part.level}>{text}</{part.level}>"
