"""The cheapest reading of a page under given costs (Viterbi's algorithm)."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from digest.sources.capture.costs import Costs, turn_to
from digest.sources.capture.roles import FACTS, OUTSIDE, Role, kinds_of
from digest.sources.capture.slots import Kinds, Slots
from digest.sources.capture.tokens import Token

BEAM = 20.0  # readings that cost so much more than the best one do not catch up
TWICE = 10.0  # for a post that states the same kind of fact again
INSIDE = 4.0  # for text amid a post that belongs to none of its parts

STARTS = (Role.ALT, Role.BEFORE, Role.TITLE)
FOLLOWING = {
    Role.HEAD: (*STARTS, Role.HEAD),
    Role.ALT: (Role.BEFORE, Role.TITLE, Role.SKIP),
    Role.BEFORE: (Role.BEFORE, Role.TITLE, Role.SKIP),
    Role.TITLE: (*STARTS, Role.MIDDLE, Role.SUMMARY, Role.AFTER, Role.SKIP, Role.FOOT),
    Role.MIDDLE: (*STARTS, Role.MIDDLE, Role.SUMMARY, Role.AFTER, Role.SKIP, Role.FOOT),
    Role.SUMMARY: (*STARTS, Role.SUMMARY, Role.AFTER, Role.SKIP, Role.FOOT),
    Role.AFTER: (*STARTS, Role.AFTER, Role.SKIP, Role.FOOT),
    Role.FOOT: (Role.FOOT,),
}
INCOMPLETE = (Role.ALT, Role.BEFORE, Role.TITLE, Role.MIDDLE)
UNFINISHED = (Role.ALT, Role.BEFORE, Role.HEAD)


class State(NamedTuple):
    """Where a reading stands: the last role, SKIP apart, and what the facts there have said."""

    role: Role
    said: Kinds = frozenset()
    skipped: bool = False


Origins = dict[State, tuple[State, Role]]


class Reading(NamedTuple):
    """A role for every line, and what it costs to believe in them."""

    cost: float
    roles: tuple[Role, ...]


def cheapest(tokens: Sequence[Token], costs: Costs, slots: Slots) -> Reading:
    """The cheapest roles of all lines, with facts only where `slots` has their kinds.

    A page on which no post can be found is all HEAD, at an infinite cost.
    """
    steps = _Steps(costs, slots, spaced=any(token.line.gap for token in tokens))
    reached = {State(Role.HEAD): 0.0}
    origins: list[Origins] = []
    for token in tokens:
        further: dict[State, float] = {}
        origin: Origins = {}
        own, sort = costs.roles(token), (kinds_of(token), token.line.gap, token.nature == "text")
        for state, so_far in reached.items():
            for role, after, price in steps.of(state, sort):
                total = so_far + own[role] + price
                if total < further.get(after, math.inf):
                    further[after] = total
                    origin[after] = (state, role)
        hopeful = min(further.values()) + BEAM + steps.bare
        reached = {state: cost for state, cost in further.items() if cost <= hopeful}
        origins.append(origin)
    return _traced(reached, origins)


def _traced(reached: Mapping[State, float], origins: Sequence[Origins]) -> Reading:
    """The way back from the cheapest end that leaves no post without its title."""
    ends = [state for state in reached if state.role not in UNFINISHED]
    if not ends:
        return Reading(math.inf, (Role.HEAD,) * len(origins))
    state = end = min(ends, key=reached.__getitem__)
    roles: list[Role] = []
    for origin in reversed(origins):
        state, role = origin[state]
        roles.append(role)
    return Reading(reached[end], tuple(reversed(roles)))


Step = tuple[Role, State, float]
Sort = tuple[Kinds, bool, bool]  # what of a line matters for steps: facts, a gap, text


class _Steps:
    """What may follow a state, each step priced once: lines of a page are much alike."""

    def __init__(self, costs: Costs, slots: Slots, *, spaced: bool) -> None:
        self._costs, self._slots, self._spaced = costs, slots, spaced
        self.bare = sum(costs.lacking(what) for what in costs.present if what != "more")
        self._more = costs.having("more")
        self._having = {what: costs.having(what) - costs.lacking(what) for what in costs.present}
        self._known: dict[tuple[State, Sort], list[Step]] = {}

    def of(self, state: State, sort: Sort) -> list[Step]:
        """The roles that may follow, the states they lead to and what they cost there."""
        known = self._known.get((state, sort))
        if known is None:
            known = self._known[state, sort] = list(self._priced(state, *sort))
        return known

    def _priced(self, state: State, kinds: Kinds, gap: bool, text: bool) -> Iterator[Step]:
        for role in FOLLOWING[state.role]:
            if role not in FACTS or self._placed(kinds, role):
                price = self._of_having(state, role, kinds) + self._of_gap(state, role, kinds, gap)
                if role is Role.SKIP and text and state.role in INCOMPLETE:
                    price += INSIDE
                yield role, _after(state, role, kinds), price

    def _of_gap(self, state: State, role: Role, kinds: Kinds, gap: bool) -> float:
        if not self._spaced or role in OUTSIDE or state.skipped or state.role is Role.HEAD:
            return 0.0
        return self._costs.gap(turn_to(state.role, role, kinds), gap=gap)

    def _placed(self, kinds: Kinds, role: Role) -> bool:
        return all(self._slots.get(kind) is role for kind in kinds)

    def _of_having(self, state: State, role: Role, kinds: Kinds) -> float:
        """What it costs that this post has this: its title pays as if it had nothing else."""
        if role in OUTSIDE:
            return 0.0
        if role is Role.TITLE:
            return self.bare
        if role is Role.ALT:
            return self._having["alt"]
        if role is Role.SUMMARY:
            return self._more if state.role is role else self._having["summary"]
        said = state.said if state.role is role else frozenset()
        return sum(TWICE if kind in said else self._having[kind] for kind in kinds)


def _after(state: State, role: Role, kinds: Kinds) -> State:
    if role is Role.SKIP:
        return state._replace(skipped=True)
    if role in FACTS:
        return State(role, kinds | state.said if state.role is role else kinds)
    return State(role)
