"""How the lines of a page decide together what each of them is."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from digest.core.dates import read_date
from digest.sources.capture.chrome import nature_of
from digest.sources.capture.facts import Fact, is_name
from digest.sources.capture.lines import Line
from digest.sources.capture.meta import Meta

Read = tuple[Line, Meta | None]
MOST = 0.7  # of the posts make a habit of the page
YEAR = re.compile(r"(?:19|20)\d\d")


def with_years(read: Iterable[Read]) -> Iterator[Read]:
    """Days such as `Mar 12` are of the year in the heading above them."""
    year = ""
    for line, meta in read:
        if nature_of(line.text) == "division" and (found := YEAR.search(line.text)):
            year = found[0]
        stamped = meta is not None and year and "stamp" in meta.shape
        yield line, Meta(tuple(_of_year(f, year) for f in meta.facts)) if meta and stamped else meta


def _of_year(fact: Fact, year: str) -> Fact:
    when = read_date(f"{fact.value} {year}", origin="capture") if fact.kind == "stamp" else None
    return Fact("published", when) if when else fact


def with_inline_titles(read: list[Read]) -> list[Read]:
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


def hanging(read: Sequence[Read]) -> frozenset[int]:
    """Places of lines that hang on the end of the post above them.

    Where most posts have one it is their title, unless more text follows it than a summary.
    """
    plain = [meta is None and nature_of(line.text) == "text" for line, meta in read]
    after = [p for p in range(1, len(read) - 1) if plain[p] and not plain[p - 1]]
    found = [p for p in after if not read[p][0].gap and read[p + 1][0].gap]
    follow = [sum(takewhile(bool, plain[p + 1 :])) for p in found]
    usual = len(found) > MOST * len(after) and _median(follow) < 2
    return frozenset(() if usual else found)


def _median(counts: Sequence[int]) -> float:
    from statistics import median  # loads two modules of numbers that few pages need

    return median(counts)
