"""The cheapest reading of a page under given costs (Viterbi's algorithm)."""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from digest.sources.capture.costs import Costs
from digest.sources.capture.roles import FACTS, OUTSIDE, Role, kinds_of
from digest.sources.capture.tokens import Token

Slots = Mapping[str, Role]

BEAM = 50.0  # readings that cost so much more than the best one do not catch up
TWICE = 6.0  # for a post that states the same kind of fact again

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
UNFINISHED = (Role.ALT, Role.BEFORE, Role.HEAD)


class State(NamedTuple):
    """Where a reading stands: the last role, SKIP apart, and what the facts there have said."""

    role: Role
    said: frozenset[str] = frozenset()
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
    prices = _Prices(costs, slots, spaced=any(token.line.gap for token in tokens))
    reached = {State(Role.HEAD): 0.0}
    origins: list[Origins] = []
    for token in tokens:
        further: dict[State, float] = {}
        origin: Origins = {}
        kinds, own = kinds_of(token), prices.of_roles(token)
        for state, so_far in reached.items():
            for role in FOLLOWING[state.role]:
                if role not in own:
                    continue
                after = _after(state, role, kinds)
                total = so_far + own[role] + prices.of_step(state, role, token, kinds)
                if total < further.get(after, math.inf):
                    further[after] = total
                    origin[after] = (state, role)
        hopeful = min(further.values()) + BEAM
        reached = {state: cost for state, cost in further.items() if cost <= hopeful}
        origins.append(origin)
    return _traced(reached, origins)


def _after(state: State, role: Role, kinds: frozenset[str]) -> State:
    if role is Role.SKIP:
        return state._replace(skipped=True)
    if role in FACTS:
        return State(role, kinds | state.said if state.role is role else kinds)
    return State(role)


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


class _Prices:
    """Costs in the form that a search needs."""

    def __init__(self, costs: Costs, slots: Slots, *, spaced: bool) -> None:
        self._costs, self._slots, self._spaced = costs, slots, spaced
        self._bare = sum(costs.lacking(what) for what in costs.present if what != "more")
        self._more = costs.having("more")
        self._having = {what: costs.having(what) - costs.lacking(what) for what in costs.present}

    def of_roles(self, token: Token) -> dict[Role, float]:
        """The roles that a line may play, and what each costs by itself."""
        kinds = kinds_of(token)
        return {
            role: self._costs.role(token, role)
            for role in Role
            if role not in FACTS
            or (token.meta and all(self._slots.get(kind, role) is role for kind in kinds))
        }

    def of_step(self, state: State, role: Role, token: Token, kinds: frozenset[str]) -> float:
        """What a role costs after what came before it."""
        if role in OUTSIDE:
            return 0.0
        price = self._of_having(state, role, kinds)
        if self._spaced and not state.skipped and state.role is not Role.HEAD:
            price += self._costs.gap(state.role, role, gap=token.line.gap)
        return price

    def _of_having(self, state: State, role: Role, kinds: frozenset[str]) -> float:
        """What it costs that this post has this: its title pays as if it had nothing else."""
        if role is Role.TITLE:
            return self._bare
        if role is Role.ALT:
            return self._having["alt"]
        if role is Role.SUMMARY:
            return self._more if state.role is role else self._having["summary"]
        said = state.said if state.role is role else frozenset()
        return sum(TWICE if kind in said else self._having[kind] for kind in kinds)
