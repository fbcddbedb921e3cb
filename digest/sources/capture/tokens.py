"""What each line of a capture may be, before the grammar of the page is known."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from statistics import median
from typing import Literal

from digest.core.dates import numeric_order, read_date
from digest.sources.capture.chrome import is_chrome, is_menu
from digest.sources.capture.facts import Fact, is_name
from digest.sources.capture.lines import Line
from digest.sources.capture.meta import Meta, read_meta

Ending = Literal["stop", "query", "none"]
Nature = Literal["text", "chrome", "menu", "division"]

Read = tuple[Line, Meta | None]
MOST = 0.7  # of the posts make a habit of the page

CLOSING = "\"'”’»)]}`*_"
STOPS = (".", "。", "…", "।", "۔", ";", ":")
QUERIES = ("?", "!", "？", "！", "؟")
WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
INNER_STOP = re.compile(r"[\w)”\"][.!?…] +[\"“(«]?[^\W\d_a-z]|[。！？؟۔].")


@dataclass(frozen=True, slots=True)
class Token:
    """A line with its possible readings.

    `meta` is how it reads as facts, if it can. `width` is the logarithm of its columns. An
    `attached` line hangs on the one above, with a blank line below.
    """

    line: Line
    meta: Meta | None
    nature: Nature
    width: float
    ending: Ending
    sentences: bool
    repeated: bool
    place: int
    attached: bool

    @property
    def word_count(self) -> int:
        """How many words it has, at two characters each in scripts without spaces."""
        return max(len(self.line.text.split()), len(WIDE.findall(self.line.text)) // 2)


def tokenize(lines: Sequence[Line]) -> tuple[Token, ...]:
    """The tokens of a page, whose lines decide together how dates are written."""
    order = numeric_order("\n".join(line.text for line in lines))
    read = [(line, None if is_chrome(line.text) else read_meta(line.text, order)) for line in lines]
    read = _with_inline_titles(read)
    read = _with_bylines(read)
    counts = Counter(line.text for line, _ in read)
    attached = _attached(read)
    return tuple(
        Token(
            line,
            _plausible(meta),
            _nature(line.text),
            _width(line.text),
            _ending(line.text),
            sentences=bool(INNER_STOP.search(line.text)),
            repeated=counts[line.text] > 1,
            attached=place in attached,
            place=place,
        )
        for place, (line, meta) in enumerate(read)
    )


def _attached(read: Sequence[Read]) -> frozenset[int]:
    """Places of lines that hang on the end of the post above them.

    Where most posts have one it is their title, unless more text follows it than a summary.
    """
    plain = [meta is None and _nature(line.text) == "text" for line, meta in read]
    after = [p for p in range(1, len(read) - 1) if plain[p] and not plain[p - 1]]
    hanging = [p for p in after if not read[p][0].gap and read[p + 1][0].gap]
    follow = [sum(takewhile(bool, plain[p + 1 :])) for p in hanging]
    usual = len(hanging) > MOST * len(after) and median(follow) < 2
    return frozenset(() if usual else hanging)


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


def _nature(text: str) -> Nature:
    if text.isdigit() and len(text) == 4:
        return "division"
    month = read_date(text, origin="capture") or read_date(f"{text} 2000", origin="capture")
    if month and month.precision == "month":
        return "division"
    if is_chrome(text):
        return "chrome"
    return "menu" if is_menu(text) else "text"


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


def _with_bylines(read: list[Read]) -> list[Read]:
    """A name that stands beside the facts of every post is its author's."""
    stated = Counter(kind for _, meta in read if meta for kind in set(meta.shape))
    posts = max(stated.values(), default=0)
    beside = Counter(
        line.text
        for place, (line, meta) in enumerate(read)
        if meta is None and any(near for _, near in read[max(0, place - 1) : place + 2])
    )
    authors = {
        text
        for text, count in beside.items()
        if posts >= 3 and count >= 0.9 * posts and is_name(text) and not is_chrome(text)
    }
    return [
        (line, Meta((Fact("author", line.text),)) if line.text in authors else meta)
        for line, meta in read
    ]
