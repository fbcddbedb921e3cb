"""What each line of a capture may be, before the grammar of the page is known."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import takewhile
from typing import Literal

from digest.core.dates import numeric_order, read_date
from digest.sources.capture.chrome import is_chrome, is_menu
from digest.sources.capture.facts import Fact, is_name
from digest.sources.capture.lines import Line
from digest.sources.capture.meta import Meta, read_meta
from digest.sources.capture.soft import Soft, soft_facts

Ending = Literal["stop", "query", "none"]
Nature = Literal["text", "chrome", "menu", "division"]

Read = tuple[Line, Meta | None]
MOST = 0.7  # of the posts make a habit of the page
LONGEST_DIVISION = 30
YEAR = re.compile(r"(?:19|20)\d\d")

CLOSING = "\"'”’»)]}`*_"
STOPS = (".", "。", "…", "।", "۔", ";", ":")
QUERIES = ("?", "!", "？", "！", "؟")
WIDE = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # characters of scripts without spaces
INNER_STOP = re.compile(r"[\w)”\"][.!?…] +[\"“(«]?[^\W\d_a-z]|[。！？؟۔].")


@dataclass(frozen=True, slots=True, eq=False)
class Token:
    """A line with its possible readings, equal to itself only.

    `meta` is how it reads as facts, if it can. `width` is the logarithm of its columns. An
    `attached` line hangs on the one above, with a blank line below. A `soft` one only reads as
    facts because of its place. Words are of two characters in scripts without spaces.
    """

    line: Line
    meta: Meta | None
    nature: Nature
    width: float
    ending: Ending
    sentences: bool
    repeated: bool
    place: int
    above: int
    attached: bool
    word_count: int
    soft: Soft | None

    @property
    def stated(self) -> bool:
        """Whether it reads as facts wherever it stands."""
        return self.meta is not None and self.soft is None


def tokenize(lines: Sequence[Line]) -> tuple[Token, ...]:
    """The tokens of a page, whose lines decide together how dates are written."""
    order = numeric_order("\n".join(line.text for line in lines))
    read = [(line, None if is_chrome(line.text) else read_meta(line.text, order)) for line in lines]
    read = _with_inline_titles(list(_with_years(read)))
    counts = Counter(line.text for line, _ in read)
    attached = _attached(read)
    tokens: list[Token] = []
    above = 0
    for place, (line, meta) in enumerate(read):
        repeated = counts[line.text] > 1
        tokens.append(_token(line, _plausible(meta), repeated, place, above, place in attached))
        above += tokens[-1].nature == "text"
    return tuple(tokens)


def _with_years(read: Iterable[Read]) -> Iterator[Read]:
    """Days such as `Mar 12` are of the year in the heading above them."""
    year = ""
    for line, meta in read:
        if _nature(line.text) == "division" and (found := YEAR.search(line.text)):
            year = found[0]
        stamped = meta is not None and year and "stamp" in meta.shape
        yield line, Meta(tuple(_of_year(f, year) for f in meta.facts)) if meta and stamped else meta


def _of_year(fact: Fact, year: str) -> Fact:
    when = read_date(f"{fact.value} {year}", origin="capture") if fact.kind == "stamp" else None
    return Fact("published", when) if when else fact


def _token(
    line: Line, meta: Meta | None, repeated: bool, place: int, above: int, attached: bool
) -> Token:
    text = line.text
    nature, ending = _nature(text), _ending(text)
    plain = meta is None and nature == "text" and ending == "none"
    soft, facts = soft_facts(text, repeated=repeated) if plain else (None, ())
    return Token(
        line,
        Meta(facts) if facts else meta,
        nature,
        _width(text),
        ending,
        bool(INNER_STOP.search(text)),
        repeated,
        place,
        above,
        attached,
        max(len(text.split()), _wide_count(text) // 2),
        soft,
    )


def _wide_count(text: str) -> int:
    return len(_wide().findall(text)) if max(text, default="") >= WIDE[0] else 0


@cache
def _wide() -> re.Pattern[str]:
    return re.compile(f"[{WIDE}]")  # takes a while, and few pages need it


def _attached(read: Sequence[Read]) -> frozenset[int]:
    """Places of lines that hang on the end of the post above them.

    Where most posts have one it is their title, unless more text follows it than a summary.
    """
    plain = [meta is None and _nature(line.text) == "text" for line, meta in read]
    after = [p for p in range(1, len(read) - 1) if plain[p] and not plain[p - 1]]
    hanging = [p for p in after if not read[p][0].gap and read[p + 1][0].gap]
    follow = [sum(takewhile(bool, plain[p + 1 :])) for p in hanging]
    usual = len(hanging) > MOST * len(after) and _median(follow) < 2
    return frozenset(() if usual else hanging)


def _median(counts: Sequence[int]) -> float:
    from statistics import median  # loads two modules of numbers that few pages need

    return median(counts)


def _width(text: str) -> float:
    return math.log(sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text))


def _ending(text: str) -> Ending:
    end = text.rstrip(CLOSING)
    if end.endswith(STOPS):
        return "stop"
    return "query" if end.endswith(QUERIES) else "none"


def _plausible(meta: Meta | None) -> Meta | None:
    """Facts beside which all other text may be a name."""
    loose = [str(fact.value) for fact in meta.facts if fact.kind == "loose"] if meta else []
    return meta if all(is_name(text) for text in loose) else None


@lru_cache(maxsize=4096)
def _nature(text: str) -> Nature:
    if len(text) <= LONGEST_DIVISION and _is_division(text):
        return "division"
    if is_chrome(text):
        return "chrome"
    return "menu" if is_menu(text) else "text"


def _is_division(text: str) -> bool:
    """Whether a line is a year or a month above the posts of that time."""
    if text.isdigit() and len(text) == 4:
        return True
    month = read_date(text, origin="capture") or read_date(f"{text} 2000", origin="capture")
    return month is not None and month.precision == "month"


def _with_inline_titles(read: list[Read]) -> list[Read]:
    """Lines such as `2026-02-14 Some title` as two, if that is how the page is written."""
    dated = [meta for _, meta in read if meta and {"published", "stamp"}.intersection(meta.shape)]
    texts = [
        str(fact.value)
        for meta in dated
        for fact in meta.facts
        if fact.kind == "loose" and meta.shape.count("loose") == 1
    ]
    names = sum(is_name(text) for text in texts)
    if len(texts) < 3 or len(set(texts)) < MOST * len(dated) or names * 2 > len(texts):
        return read
    return [part for line, meta in read for part in _split(line, meta)]


def _split(line: Line, meta: Meta | None) -> Iterable[Read]:
    """A title and the facts beside it, in their order."""
    if meta is None or meta.shape.count("loose") != 1:
        return [(line, meta)]
    titles = [fact for fact in meta.facts if fact.kind == "loose"]
    title = (replace(line, text=str(titles[0].value)), None)
    facts = (line, Meta(tuple(fact for fact in meta.facts if fact.kind != "loose")))
    if meta.facts[0].kind == "loose":
        return [title, (replace(line, gap=False), facts[1])]
    return [facts, (replace(title[0], gap=False), None)]
