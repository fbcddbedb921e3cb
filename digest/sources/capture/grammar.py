"""Finds which line of a page is what: the cheapest reading of the whole page wins.

Posts follow each other, each made of an image's alternative text, facts, a title, facts, a summary
and facts, in that order; all but the title may be missing. Where which facts stand differs from
page to page, so every place is tried for every kind of fact, and each trial learns from its own
reading how titles and summaries of this page look.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from digest.sources.capture.costs import Costs, learned, prior
from digest.sources.capture.looks import STYLES, Style
from digest.sources.capture.reading import Slots, cheapest
from digest.sources.capture.roles import FACTS, KINDS, Role, kinds_of
from digest.sources.capture.tokens import Token

SAMPLE = 100  # lines from which the grammar is inferred
CLOSE = 20.0  # what the first and the last post of a sample may cost by chance
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Grammar:
    """A trial: where facts stand, and what was learned with that."""

    slots: Slots
    style: Style
    costs: Costs
    cost: float

    def cost_of(self, tokens: Sequence[Token]) -> float:
        """What it costs to read other lines by it."""
        return cheapest(tokens, self.costs, self.slots).cost + self.style.rarity


def read_roles(tokens: Sequence[Token]) -> tuple[Role, ...]:
    """The role of every line of the page."""
    grammar = _infer(tokens)
    return cheapest(tokens, grammar.costs, grammar.slots).roles


def _infer(tokens: Sequence[Token]) -> Grammar:
    """The best grammar, its kinds of facts placed one after the other."""
    kinds = _placed_kinds(tokens[:SAMPLE])
    places: list[Slots] = [{kind: role} for kind in kinds[:1] for role in FACTS]
    best = _best(tokens, places or [{}], STYLES)
    for kind in kinds[1:]:
        best = _best(tokens, [{**best.slots, kind: role} for role in FACTS], [best.style])
    return best


def _best(tokens: Sequence[Token], places: Sequence[Slots], styles: Sequence[Style]) -> Grammar:
    """The cheapest trial; where the sample ends amid a post, the whole page decides."""
    sample = tokens[:SAMPLE]
    trials = [_trained(sample, slots, style) for slots in places for style in styles]
    least = min(trial.cost for trial in trials)
    close = [trial for trial in trials if trial.cost <= least + CLOSE]
    if len(tokens) > SAMPLE and len(close) > 1:
        return min(close, key=lambda trial: trial.cost_of(tokens))
    return min(close, key=lambda trial: trial.cost)


def _trained(tokens: Sequence[Token], slots: Slots, style: Style) -> Grammar:
    """A grammar that has learned from its own reading of the page."""
    kinds = frozenset(kind for token in tokens for kind in kinds_of(token))
    costs = prior(kinds, style)
    reading = cheapest(tokens, costs, slots)
    for _ in range(ROUNDS):
        before, costs = reading, learned(tokens, reading.roles, kinds, style)
        reading = cheapest(tokens, costs, slots)
        if reading.roles == before.roles:
            break
    return Grammar(slots, style, costs, reading.cost + style.rarity)


def _placed_kinds(tokens: Sequence[Token]) -> list[str]:
    """Kinds of facts that do not always share their line with one before them, by frequency."""
    lines = [kinds_of(token) for token in tokens]
    found: list[str] = []
    for kind in sorted(KINDS, key=lambda kind: -sum(kind in kinds for kinds in lines)):
        if any(kind in kinds and not kinds.intersection(found) for kinds in lines):
            found.append(kind)
    return found
