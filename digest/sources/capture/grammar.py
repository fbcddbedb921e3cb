"""Finds which line of a page is what: the cheapest reading of the whole page wins.

Posts follow each other, each made of an image's alternative text, facts, a title, facts, a summary
and facts, in that order; all but the title may be missing. Where which facts stand differs from
page to page, so every place is tried for every kind of fact, and each trial learns from its own
reading how titles and summaries of this page look.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from digest.sources.capture.costs import Costs, learned, prior
from digest.sources.capture.looks import STYLES, Style
from digest.sources.capture.reading import Reading, Slots, cheapest
from digest.sources.capture.roles import FACTS, KINDS, Role, kinds_of
from digest.sources.capture.tokens import Token

SAMPLE = 150  # lines from which the grammar is inferred
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Grammar:
    """A trial: where facts stand, what was learned with that, and the reading it gives."""

    slots: Slots
    costs: Costs
    reading: Reading
    cost: float


def read_roles(tokens: Sequence[Token]) -> tuple[Role, ...]:
    """The role of every line of the page."""
    grammar = _infer(tokens[:SAMPLE])
    if len(tokens) <= SAMPLE:
        return grammar.reading.roles
    return cheapest(tokens, grammar.costs, grammar.slots).roles


def _infer(tokens: Sequence[Token]) -> Grammar:
    """The best grammar, its kinds of facts placed one after the other."""
    best = min(_trials(tokens, [{}]), key=attrgetter("cost"))
    for kind in _placed_kinds(tokens):
        places: list[Slots] = [{**best.slots, kind: role} for role in FACTS]
        best = min(_trials(tokens, places), key=attrgetter("cost"))
    return best


def _trials(tokens: Sequence[Token], places: Sequence[Slots]) -> Iterator[Grammar]:
    for slots in places:
        for style in STYLES:
            yield _trained(tokens, slots, style)


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
    return Grammar(slots, costs, reading, reading.cost + style.rarity)


def _placed_kinds(tokens: Sequence[Token]) -> list[str]:
    """Kinds of facts that do not always share their line with one before them."""
    found: list[str] = []
    lines = [kinds_of(token) for token in tokens]
    for kind in KINDS:
        if any(kind in kinds and not kinds.intersection(found) for kinds in lines):
            found.append(kind)
    return found
