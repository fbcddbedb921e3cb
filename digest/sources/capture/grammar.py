"""Finds which line of a page is what: the cheapest reading of the whole page wins.

Posts follow each other, each made of an image's alternative text, facts, a title, facts, a summary
and facts, in that order; all but the title may be missing. Where which facts stand differs from
page to page, so every place is tried, and the best trials learn from their own reading what posts
of this page have and how its titles and summaries look.
"""

from collections.abc import Sequence
from itertools import islice

from digest.core.quick import dataclass
from digest.sources.capture.costs import Costs, learned, prior
from digest.sources.capture.looks import STYLES, Style
from digest.sources.capture.reading import cheapest
from digest.sources.capture.roles import SOFT, Role
from digest.sources.capture.slots import Slots, candidates
from digest.sources.capture.tokens import Token

SAMPLE = 80  # lines from which the grammar is inferred
WHOLE = 400  # lines by which trials that come close are compared
CLOSE = 20.0  # what the first and the last post of a sample may cost by chance
MOST = 150  # ways to place the facts; pages of posts have fewer
ROUNDS = 3
PROMISING = 9  # trials that are worth to be taught
PLACED = 2.0  # what must be gained by reading names or topics as facts


@dataclass(frozen=True, slots=True)
class Grammar:
    """A trial: where facts stand, and how it reads the sample at what cost."""

    slots: Slots
    style: Style
    costs: Costs
    roles: tuple[Role, ...]
    cost: float

    def cost_of(self, tokens: Sequence[Token]) -> float:
        """What it costs to read other lines by it."""
        return cheapest(tokens, self.costs, self.slots).cost + _rarity(self.slots, self.style)


def read_roles(tokens: Sequence[Token]) -> tuple[Role, ...]:
    """The role of every line of the page."""
    grammar = _infer(tokens)
    return cheapest(tokens, grammar.costs, grammar.slots).roles


def _infer(tokens: Sequence[Token]) -> Grammar:
    """The cheapest trial; where the sample ends amid a post, more of the page decides."""
    sample = tokens[:SAMPLE]
    places = islice(candidates(sample), MOST)
    untaught = [_untaught(sample, slots, style) for slots in places for style in STYLES]
    promising = sorted(untaught, key=lambda trial: trial.cost)[:PROMISING]
    trials = [_taught(sample, trial) for trial in promising]
    least = min(trial.cost for trial in trials)
    close = [trial for trial in trials if trial.cost <= least + CLOSE]
    if len(tokens) > SAMPLE and len(close) > 1:
        return min(close, key=lambda trial: trial.cost_of(tokens[:WHOLE]))
    return min(close, key=lambda trial: trial.cost)


def _untaught(tokens: Sequence[Token], slots: Slots, style: Style) -> Grammar:
    """A grammar that knows pages in general."""
    costs = prior(slots, style)
    reading = cheapest(tokens, costs, slots)
    return Grammar(slots, style, costs, reading.roles, reading.cost + _rarity(slots, style))


def _taught(tokens: Sequence[Token], grammar: Grammar) -> Grammar:
    """A grammar that has learned from its own reading of the page."""
    slots, style = grammar.slots, grammar.style
    for _ in range(ROUNDS):
        before, costs = grammar.roles, learned(tokens, grammar.roles, slots, style)
        reading = cheapest(tokens, costs, slots)
        cost = reading.cost + _rarity(slots, style)
        grammar = Grammar(slots, style, costs, reading.roles, cost)
        if reading.roles == before:
            break
    return grammar


def _rarity(slots: Slots, style: Style) -> float:
    return style.rarity + PLACED * sum(kind in SOFT for kind in slots)
