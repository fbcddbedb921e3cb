"""How unlikely each role is for a line: first as on pages in general, then as on this one.

Costs are negative logarithms of likelihoods, so they add up over a page. The numbers here were
fitted to captures of many shapes; only their order of magnitude matters.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from digest.sources.capture.looks import SUMMARIES, TITLES, Look, Style
from digest.sources.capture.roles import FACTS, OUTSIDE, Role, kinds_of
from digest.sources.capture.tokens import Token

PRIOR_GAPS = 3  # how many gaps of this page weigh as much as what is known of pages
PRIOR_ALTS = 4


@dataclass(frozen=True, slots=True)
class Costs:
    """What is known of a page.

    `present` is how likely a post is to have something: facts by their kind, a `summary`, an `alt`,
    and, after a paragraph of summary, `more`. `gaps` is how likely blank lines are between roles.
    """

    present: Mapping[str, float]
    gaps: Mapping[tuple[Role, Role], float] = field(default_factory=dict)
    title: Look = TITLES
    summary: Look = SUMMARIES

    def role(self, token: Token, role: Role) -> float:
        """The cost of a line's role, whatever stands around it."""
        if role in OUTSIDE:
            return _outside(token, role)
        if role in FACTS:
            return 0.0 if token.meta else math.inf
        odd = {"text": 0.0, "division": 1.0, "menu": 2.0, "chrome": 5.0}[token.nature]
        if token.meta:
            odd += 8.0 if token.meta.certain else 1.0
        if role is Role.TITLE:
            return odd + self.title.cost(token) + 2.0 * token.attached
        if role is Role.SUMMARY:
            return odd + self.summary.cost(token) + 2.0 * token.attached
        odd += max(1.0, 3.0 - token.word_count) + 3.0 * (token.ending == "stop")
        return odd + 1.5 * (not token.attached)

    def gap(self, before: Role, after: Role, *, gap: bool) -> float:
        """The cost of a blank line, or of none, between two roles."""
        likely = self.gaps.get((before, after)) or _gap(before, after)
        return -math.log(likely if gap else 1 - likely)

    def having(self, what: str) -> float:
        """The cost for a post of having something."""
        return -math.log(self.present[what])

    def lacking(self, what: str) -> float:
        """The cost for a post of not having something."""
        return -math.log(1 - self.present[what])


def prior(kinds: Iterable[str], style: Style) -> Costs:
    """What is known of pages in general."""
    summary = {"summary": style.summarised, "alt": 0.1, "more": 0.12}
    return Costs({**dict.fromkeys(kinds, 0.7), **summary}, summary=style.summary)


def learned(
    tokens: Sequence[Token], roles: Sequence[Role], kinds: Iterable[str], style: Style
) -> Costs:
    """What a reading of the page tells of it, tempered by what is known of pages."""
    posts = roles.count(Role.TITLE)
    seen = _seen(tokens, roles)
    present = {
        what: (min(seen[what], posts) + 0.5) / (posts + 1) for what in (*kinds, "summary", "more")
    }
    present["alt"] = (min(seen["alt"], posts) + 0.5) / (posts + 1 + PRIOR_ALTS)
    return Costs(
        present,
        _gaps(tokens, roles),
        TITLES.learned([t for t, role in zip(tokens, roles, strict=True) if role is Role.TITLE]),
        style.summary.learned(
            [t for t, role in zip(tokens, roles, strict=True) if role is Role.SUMMARY]
        ),
    )


def _outside(token: Token, role: Role) -> float:
    """The cost of a line around or between posts."""
    if token.nature != "text":
        inside = {"chrome": 0.5, "division": 0.8, "menu": 3.0}
        around = {"chrome": 0.1, "division": 0.3, "menu": 0.3}
        return (inside if role is Role.SKIP else around)[token.nature]
    if token.meta:
        return 8.0 if role is Role.FOOT else 6.0
    if role is Role.HEAD:
        named = token.word_count <= 2 or token.ending == "stop"  # a site's name or description
        return (1.5 if named else 4.0) + token.place / 3
    if role is Role.FOOT:
        return 5.0 if token.ending == "stop" else 4.0
    if token.repeated and token.word_count <= 4 and token.ending == "none":
        return 1.0
    heading = {0: 4.0, 1: 4.0, 2: 4.0, 3: 5.0, 4: 5.0}.get(token.word_count, 7.0)
    return heading + 4.0 * token.attached + {"stop": 6.0, "query": 3.0, "none": 0.0}[token.ending]


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


def _gap(before: Role, after: Role) -> float:
    """How likely a blank line is between two roles, on a page that has any."""
    if after is Role.ALT:
        return 0.3
    return 0.9 if after <= Role.TITLE <= before else 0.5


def _gaps(tokens: Sequence[Token], roles: Sequence[Role]) -> dict[tuple[Role, Role], float]:
    pairs: Counter[tuple[Role, Role]] = Counter()
    gaps: Counter[tuple[Role, Role]] = Counter()
    before = Role.HEAD
    for token, role in zip(tokens, roles, strict=True):
        if role not in OUTSIDE and before not in OUTSIDE:
            pairs[before, role] += 1
            gaps[before, role] += token.line.gap
        before = role
    return {
        pair: (gaps[pair] + PRIOR_GAPS * _gap(*pair)) / (count + PRIOR_GAPS)
        for pair, count in pairs.items()
    }
