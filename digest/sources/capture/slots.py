"""Which kinds of facts may stand where in the posts of a page.

Lines of facts that follow each other belong to one post, or the first of them to the post above
and the rest to the one below: so a page with five kinds of facts has few grammars to try.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise, product

from digest.sources.capture.roles import KINDS, SOFT, Role, kinds_of
from digest.sources.capture.tokens import Token

Kinds = frozenset[str]
Slots = Mapping[str, Role]
Group = tuple[str, ...]  # kinds that stand together, in their order

USUAL = 0.5  # of its lines stand beside one of the other kind
COMMON = 0.3  # as frequent as the most frequent kind is a line that posts have


def candidates(tokens: Sequence[Token]) -> Iterator[Slots]:
    """Every way to place the kinds of facts on a page, names and topics among them or not."""
    lines = [kinds_of(token) for token in tokens]
    counts = Counter(kind for kinds in lines for kind in kinds)
    soft = [kind for kind in SOFT if counts[kind] and counts[kind] >= COMMON * max(counts.values())]
    for chosen in product(*([None, kind] for kind in soft)):
        known = frozenset(KINDS).union(kind for kind in chosen if kind)
        groups = _groups([kinds & known for kinds in lines])
        for places in product(*(_places(group) for group in groups)):
            yield {kind: role for placed in places for kind, role in placed.items()}


def _places(group: Group) -> Iterator[Slots]:
    """All between title and summary, or the first ones below a post and the rest above the next."""
    for split in range(len(group), -1, -1):
        below, above = group[:split], group[split:]
        yield {**dict.fromkeys(below, Role.AFTER), **dict.fromkeys(above, Role.BEFORE)}
    yield dict.fromkeys(group, Role.MIDDLE)


def _groups(lines: Sequence[Kinds]) -> list[Group]:
    """The kinds that stand together on a page."""
    counts = Counter(kind for kinds in lines for kind in kinds)
    beside = Counter(
        pair for above, below in pairwise(lines) for pair in product(above, below) if above != below
    )
    shared = Counter(pair for kinds in lines for pair in product(kinds, kinds))
    groups: list[list[str]] = []
    for kind in sorted(counts, key=lambda kind: (-counts[kind], kind)):
        least = USUAL * counts[kind]
        with_it = {
            other
            for other in counts
            if shared[kind, other] or max(beside[kind, other], beside[other, kind]) >= least
        }
        near = [group for group in groups if with_it.intersection(group)]
        apart = [group for group in groups if group not in near]
        groups = [*apart, [*chain.from_iterable(near), kind]]
    return [_ordered(group, beside) for group in groups]


def _ordered(group: Sequence[str], beside: Mapping[tuple[str, str], int]) -> Group:
    """A group's kinds from the first line of facts to the last."""
    return tuple(
        sorted(
            group,
            key=lambda kind: sum(beside[other, kind] - beside[kind, other] for other in group),
        )
    )
