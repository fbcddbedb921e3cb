"""How unlikely each role is for a line: first as on pages in general, then as on this one.

Costs are negative logarithms of likelihoods, so they add up over a page. The numbers here were
fitted to captures of many shapes; only their order of magnitude matters.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from functools import lru_cache

from digest.core.quick import dataclass
from digest.sources.capture.looks import SUMMARIES, TITLES, Look, Style
from digest.sources.capture.roles import FACTS, OUTSIDE, Role, kinds_of
from digest.sources.capture.tokens import Token

PRIOR_GAPS = 3  # how many gaps of this page weigh as much as what is known of pages
PRIOR_ALTS = 4
STRICT = 2.0  # how much more the parts of posts count than the look of a line
RARE = 0.15  # posts with, and posts without a part, that every page is thought to have besides
LINES = 512  # of the page that is read, about which the same is asked in each trial
SOFT = {"name": 2.0, "topic": 1.5}


Turn = tuple[Role, Role, frozenset[str]]  # from a role to a role, in which facts of kinds are


@dataclass(frozen=True, slots=True)
class Costs:
    """What is known of a page.

    `present` is how likely a post is to have something: facts by their kind, a `summary`, an `alt`,
    and, after a paragraph of summary, `more`. `gaps` is how likely blank lines are between roles.
    """

    present: Mapping[str, float]
    gaps: Mapping[Turn, float] = field(default_factory=dict)
    title: Look = TITLES
    summary: Look = SUMMARIES

    def roles(self, token: Token) -> dict[Role, float]:
        """The cost of each role of a line, whatever stands around it."""
        odd = _odd(token)
        title = odd + self.title.cost(token) + 2.0 * token.attached
        summary = odd + self.summary.cost(token) + 2.0 * token.attached
        return {**_anyhow(token), Role.TITLE: title, Role.SUMMARY: summary}

    def gap(self, turn: Turn, *, gap: bool) -> float:
        """The cost of a blank line, or of none, between two roles."""
        likely = self.gaps.get(turn) or _gap(turn)
        return -math.log(likely if gap else 1 - likely)

    def having(self, what: str) -> float:
        """The cost for a post of having something."""
        return -STRICT * math.log(self.present[what])

    def lacking(self, what: str) -> float:
        """The cost for a post of not having something."""
        return -STRICT * math.log(1 - self.present[what])


def turn_to(before: Role, after: Role, kinds: frozenset[str]) -> Turn:
    """What blank lines depend on."""
    return before, after, kinds if after in FACTS else frozenset()


def prior(kinds: Iterable[str], style: Style) -> Costs:
    """What is known of pages in general."""
    summary = {"summary": style.summarised, "alt": 0.2, "more": 0.12}
    return Costs({**dict.fromkeys(kinds, 0.8), **summary}, summary=style.summary)


def learned(
    tokens: Sequence[Token], roles: Sequence[Role], kinds: Iterable[str], style: Style
) -> Costs:
    """What a reading of the page tells of it, tempered by what is known of pages."""
    posts = roles.count(Role.TITLE)
    seen = _seen(tokens, roles)
    present = {
        what: (min(seen[what], posts) + RARE) / (posts + 2 * RARE)
        for what in (*kinds, "summary", "more")
    }
    present["alt"] = (min(seen["alt"], posts) + RARE) / (posts + 2 * RARE + PRIOR_ALTS)
    return Costs(
        present,
        _gaps(tokens, roles),
        TITLES.learned([t for t, role in zip(tokens, roles, strict=True) if role is Role.TITLE]),
        style.summary.learned(
            [t for t, role in zip(tokens, roles, strict=True) if role is Role.SUMMARY]
        ),
    )


@lru_cache(maxsize=LINES)
def _anyhow(token: Token) -> dict[Role, float]:
    """The cost of the roles about which a page teaches nothing."""
    alt = _odd(token) + max(1.0, 3.0 - token.word_count) + 3.0 * (token.ending == "stop")
    alt += 0.5 if token.attached or token.line.gap else 1.5
    outside = {role: _outside(token, role) for role in OUTSIDE}
    return {Role.ALT: alt, **dict.fromkeys(FACTS, _stated(token)), **outside}


@lru_cache(maxsize=LINES)
def _odd(token: Token) -> float:
    """The cost of a line that is a part of a post, but none of its facts."""
    odd = {"text": 0.0, "division": 1.0, "menu": 2.0, "chrome": 5.0}[token.nature]
    if token.meta and token.stated:
        odd += 8.0 if token.meta.certain else 1.0
    return odd


def _stated(token: Token) -> float:
    """The cost of a line of facts."""
    if token.soft:
        return 0.7 if token.repeated else SOFT[token.soft]
    return 0.0 if token.meta else math.inf


def _outside(token: Token, role: Role) -> float:
    """The cost of a line around or between posts."""
    if token.nature != "text":
        inside = {"chrome": 0.5, "division": 0.8, "menu": 3.0}
        around = {"chrome": 0.1, "division": 0.3, "menu": 0.3}
        return (inside if role is Role.SKIP else around)[token.nature]
    if token.stated:
        return 8.0
    if role is Role.HEAD:
        return _heading(token)
    if role is Role.FOOT:
        return 5.0 if token.ending == "stop" else 4.0
    if token.repeated and token.word_count <= 4 and token.ending == "none":
        return 2.5
    heading = {0: 5.0, 1: 5.0, 2: 5.0, 3: 6.0, 4: 6.0}.get(token.word_count, 8.0)
    return heading + 4.0 * token.attached + {"stop": 6.0, "query": 3.0, "none": 0.0}[token.ending]


def _heading(token: Token) -> float:
    """The cost of text above the first post: a site's name, or what it is about."""
    described = token.ending == "stop" and token.place > 0
    if described or token.soft == "name" or token.word_count < 2:
        likely = 1.5
    elif token.word_count == 2:
        likely = 3.0
    else:
        likely = 5.0 if token.place and token.word_count == 3 else 7.0
    return likely + min(2 * max(0, token.above - 1), 8)


def _seen(tokens: Sequence[Token], roles: Sequence[Role]) -> Counter[str]:
    """How many lines state what posts may have."""
    seen: Counter[str] = Counter()
    before = Role.HEAD
    for token, role in zip(tokens, roles, strict=True):
        if role in FACTS:
            seen.update(kinds_of(token))
        elif role is Role.SUMMARY:
            seen["more" if before is Role.SUMMARY else "summary"] += 1
        elif role is Role.ALT:
            seen["alt"] += 1
        before = role
    return seen


def _gap(turn: Turn) -> float:
    """How likely a blank line is between two roles, on a page that has any."""
    before, after, _ = turn
    if after is Role.ALT:
        return 0.3
    return 0.9 if after <= Role.TITLE <= before else 0.5


def _gaps(tokens: Sequence[Token], roles: Sequence[Role]) -> dict[Turn, float]:
    turns: Counter[Turn] = Counter()
    gaps: Counter[Turn] = Counter()
    before = Role.HEAD
    for token, role in zip(tokens, roles, strict=True):
        if role not in OUTSIDE and before not in OUTSIDE:
            turn = turn_to(before, role, kinds_of(token))
            turns[turn] += 1
            gaps[turn] += token.line.gap
        before = role
    return {
        turn: (gaps[turn] + PRIOR_GAPS * _gap(turn)) / (count + PRIOR_GAPS)
        for turn, count in turns.items()
    }
