"""What each line of a capture may be, before the grammar of the page is known."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Literal

from digest.core.dates import numeric_order
from digest.core.quick import dataclass
from digest.sources.capture.chrome import Nature, is_chrome, nature_of
from digest.sources.capture.facts import is_name
from digest.sources.capture.habits import hanging, with_inline_titles, with_years
from digest.sources.capture.lines import Line
from digest.sources.capture.meta import Meta, read_meta
from digest.sources.capture.soft import Soft, soft_facts

Ending = Literal["stop", "query", "none"]

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
    read = with_inline_titles(list(with_years(read)))
    counts = Counter(line.text for line, _ in read)
    hangs = hanging(read)
    tokens: list[Token] = []
    above = 0
    for place, (line, meta) in enumerate(read):
        repeated = counts[line.text] > 1
        tokens.append(_token(line, _plausible(meta), repeated, place, above, place in hangs))
        above += tokens[-1].nature == "text"
    return tuple(tokens)


def _token(
    line: Line, meta: Meta | None, repeated: bool, place: int, above: int, attached: bool
) -> Token:
    text = line.text
    nature, ending = nature_of(text), _ending(text)
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
