"""How titles and summaries look: how long they are, how they end, how many sentences they are."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from digest.core.quick import dataclass
from digest.sources.capture.tokens import Ending, Token

LIMIT = 3.0  # no line's length is so odd that it outweighs the rest of the page
PRIOR_LENGTHS = 3  # how many lengths, and
PRIOR_LINES = 8  # how many endings of this page weigh as much as what is known of pages
NARROWEST = 0.25


@dataclass(frozen=True, slots=True)
class Look:
    """What lines of one role have in common.

    `mean` and `spread` are of the logarithm of their columns, the rest are likelihoods.
    """

    mean: float
    spread: float
    endings: Mapping[Ending, float]
    sentences: float

    def cost(self, token: Token) -> float:
        """How far a line is from them."""
        distance = (token.width - self.mean) / self.spread
        length = min(distance * distance / 2, LIMIT) + math.log(2 * self.spread)
        several = self.sentences if token.sentences else 1 - self.sentences
        return length - math.log(self.endings[token.ending]) - math.log(several)

    def learned(self, tokens: Sequence[Token]) -> "Look":
        """The same, corrected by lines of a page."""
        mean, spread = self._lengths([token.width for token in tokens])
        ends = Counter(token.ending for token in tokens)
        several = sum(token.sentences for token in tokens)
        prior = PRIOR_LINES + len(tokens) / 2
        total = len(tokens) + prior
        return Look(
            mean,
            spread,
            {end: (ends[end] + prior * p) / total for end, p in self.endings.items()},
            (several + prior * self.sentences) / total,
        )

    def _lengths(self, widths: Sequence[float]) -> tuple[float, float]:
        total = len(widths) + PRIOR_LENGTHS
        mean = (sum(widths) + PRIOR_LENGTHS * self.mean) / total
        squares = sum((width - mean) ** 2 for width in widths) + PRIOR_LENGTHS * self.spread**2
        return mean, max(NARROWEST, math.sqrt(squares / total))


TITLES = Look(math.log(45), 0.5, {"stop": 0.04, "query": 0.12, "none": 0.84}, 0.03)
SUMMARIES = Look(math.log(150), 0.6, {"stop": 0.8, "query": 0.06, "none": 0.14}, 0.5)
PHRASES = Look(math.log(60), 0.4, {"stop": 0.08, "query": 0.08, "none": 0.84}, 0.1)


@dataclass(frozen=True, slots=True)
class Style:
    """A habit of writing summaries; `summarised` is how likely a post is to have one."""

    summary: Look
    summarised: float
    rarity: float = 0.0


STYLES = (Style(SUMMARIES, 0.9), Style(PHRASES, 0.9, rarity=1.5), Style(SUMMARIES, 0.05))
