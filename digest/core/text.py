"""Plain text for readers: one line, decoded, and cut where a sentence ends.

Lengths are in characters. Nothing here knows HTML beyond the names of its tags.
"""

import html
import re
import unicodedata
from collections.abc import Iterable
from functools import cache

# Control characters other than white space, lone surrogates and non-characters: illegal in XML and
# mail; and those that turn the characters after them round, `RLO` and its kin
ILLEGAL = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
SPACES = re.compile("[^\\S\xa0\u2007\u202f]+")  # no-break spaces are typography: they stay
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
TAGS = (
    "a|abbr|acronym|article|audio|b|big|blockquote|br|center|cite|code|dd|del|details|div|dl|dt|em|"
    "figcaption|figure|font|footer|h1|h2|h3|h4|h5|h6|header|hr|i|iframe|img|ins|kbd|li|main|mark|"
    "math|nav|ol|p|picture|pre|q|s|samp|script|section|small|span|strike|strong|style|sub|summary|"
    "sup|svg|table|tbody|td|th|thead|time|tr|tt|u|ul|var|video|wbr"
)
VOID = re.compile(r"<(?:br|wbr|hr|img)\b[^<>]*>", re.IGNORECASE)
ELLIPSIS = re.compile(
    r"\s*(?:\[\s*(?:\.{3}|…)\s*\]|\(\s*(?:\.{3}|…)\s*\)|\.{3,}|…)\s*"
    r"(?:(?:read more|continue reading)\W*)?$",
    re.IGNORECASE,
)
KEPT_WHOLE = re.compile(r"`[^`]+`|\$[^$\s][^$]*\$")
SENTENCE_END = re.compile(
    r"(?<![A-Z]\.)(?<!\b[A-Z]\.)(?<!\b[DMS][rst]\.)(?<!\bMrs\.)(?<!\bProf\.)(?<!\bFig\.)(?<!\bNo\.)"
    r"(?<=[.!?…])[\"'”’»)\]]*(?=\s+[^\s\Wa-z_]|\s+[\"'“‘«(\[`$]|\s*$)|(?<=[。！？])[」』）”]*"
)
JOINED = re.compile("[\u200d\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")  # joiner, skin, tags
FLAG = re.compile("[\U0001f1e6-\U0001f1ff]")  # two of these letters are one flag
FLAGS = re.compile(f"{FLAG.pattern}+$")
MAX_TITLE = 1000
LEAD_WORDS = 70
LONGEST_LEAD = 1000
SHORTEST = 0.4  # of the limit: a shorter first sentence says too little by itself


@cache
def tag() -> re.Pattern[str]:
    """A tag of an element that HTML has; most texts have none, and it takes a while to compile."""
    return re.compile(rf"</?(?:{TAGS})(?:\s+[\w:-]+\s*=[^<>]*|\s*)/?>", re.IGNORECASE)


@cache
def _pair() -> re.Pattern[str]:
    return re.compile(rf"<({TAGS})(?:\s+[\w:-]+\s*=[^<>]*|\s*)>([^<]*)</\1\s*>", re.IGNORECASE)


def counted(number: int, one: str, many: str = "") -> str:
    """`1 post`, `3 posts`; `many` where more than an `s` is added."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def one_line(text: str) -> str:
    """The text with runs of white space as one space, and without illegal characters."""
    return ILLEGAL.sub("", SPACES.sub(" ", text)).strip()


def unescape(text: str) -> str:
    """The text with its entities decoded; `&copy=1` without a semicolon is no entity."""
    return ENTITY.sub(lambda found: html.unescape(found[0]), text)


def unescape_again(text: str) -> str:
    """Plain text that was HTML-escaped once too often, put right.

    `AT&amp;T` and `Vec&lt;T&gt;` are; text that has a `<` already is not, nor is text which says
    `&lt;b&gt;` about a real tag.
    """
    if "<" in text or not ENTITY.search(text):
        return text
    decoded = unescape(text)
    return text if tag().search(decoded) else decoded


def has_markup(text: str) -> bool:
    """Whether text holds HTML, such as `<b>x</b>` or `<br>`, rather than speaks of `<T>`."""
    return "<" in text and bool(_pair().search(text) or VOID.search(text))


def title_line(markup: str) -> str:
    """A title without its markup, on one line.

    Elements which open and close are markup; `<Suspense>`, or a lone `<b>`, is what the title is
    about.
    """
    text, changed = VOID.sub(" ", markup[:MAX_TITLE]), 1
    while changed and "<" in text:
        text, changed = _pair().subn(r"\2", text)
    return one_line(unescape_again(unescape(text)))


def without_ellipsis(text: str) -> tuple[str, bool]:
    """The text less `...`, `…` or `[...]` at its end, and whether there was one."""
    found = ELLIPSIS.search(text, max(0, len(text) - 80))
    return (text[: found.start()], True) if found else (text, False)


def lead(paragraphs: Iterable[str]) -> tuple[str, bool]:
    """The first whole paragraphs of at least 70 words together, and whether more follow.

    A paragraph that goes on for too long is cut at the end of a sentence.
    Source: gohugo.io/content-management/summaries, the automatic summary.
    """
    taken: list[str] = []
    for paragraph in paragraphs:
        if sum(len(text.split()) for text in taken) >= LEAD_WORDS:
            return excerpt(" ".join(taken), LONGEST_LEAD)[0], True
        taken.append(paragraph)
    return excerpt(" ".join(taken), LONGEST_LEAD)


def excerpt(text: str, limit: int) -> tuple[str, bool]:
    """The first sentences of one line of text, at most `limit` characters, and whether it was cut.

    `e.g.`, `17.2x` and initials end no sentence. Where even the first sentence is too long, the
    cut is between words; neither cut falls into backticks, `$...$`, or a composed emoji.
    """
    if len(text) <= limit:
        return text, False
    whole = [found.span() for found in KEPT_WHOLE.finditer(text)]
    ends = [found.end() for found in SENTENCE_END.finditer(text[: limit + 2])]
    ends = [end for end in ends if _outside(end, whole) and limit * SHORTEST <= end <= limit]
    spaces = [found.start() for found in SPACES.finditer(text[: limit + 1])]
    spaces = [space for space in spaces if space and _outside(space, whole)]
    end = ends[-1] if ends else spaces[-1] if spaces else _between_graphemes(text, limit, whole)
    return text[:end].rstrip(), True


def _outside(place: int, spans: list[tuple[int, int]]) -> bool:
    return not any(start < place < end for start, end in spans)


def _between_graphemes(text: str, place: int, whole: list[tuple[int, int]]) -> int:
    """The last place up to `place` that splits no composed character, nor what is kept whole."""
    place = next((start for start, end in whole if 0 < start < place < end), place)
    while place > 1 and _continues(text, place):
        place -= 1
    return place


def _continues(text: str, place: int) -> bool:
    """Whether the character at `place` is a part of the one before it."""
    if FLAG.fullmatch(text[place]):
        return (place - len(FLAGS.sub("", text[:place]))) % 2 == 1
    return (
        unicodedata.category(text[place]).startswith("M")
        or bool(JOINED.match(text[place]))
        or text[place - 1] == "\u200d"
    )
