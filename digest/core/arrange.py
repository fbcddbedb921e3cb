"""Where each item of an issue stands: under its heading, in the editor's order, at its place."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from math import inf

from digest.core.model import Item, Section
from digest.core.quick import dataclass

NEWS = ("post", "link")  # the kinds of item that may lead, and without which there is no issue


@dataclass(frozen=True, slots=True)
class Entry:
    """An item that has no place yet.

    `heading` is None for the part without one, `rank` is its place among those that the editor
    orders. A `place` counts from 1 over all items, and its `heading` is only a wish. What is
    `loose` stands behind the item that it is ordered after, else at the end of the issue.
    """

    item: Item
    heading: str | None
    rank: int | None = None
    place: int | None = None
    loose: bool = False


def arrange(entries: Sequence[Entry], headings: Sequence[str | None]) -> tuple[Section, ...]:
    """Every item once, under `headings` in their order.

    The lead stands in the part without a heading, which comes first. `entries` are in the order
    that they have without the editor.
    """
    entries = _with_openers(entries)
    placed = sorted((e for e in in_order(entries) if e.place), key=lambda e: e.place or 0)
    flow = [e for e in in_order(entries) if not e.place and not e.loose]
    lead = _lead(flow, placed)
    line = [replace(lead, heading=None)] if lead else []
    for heading in headings:
        line += [e for e in flow if e.heading == heading and e is not lead]
    _put_loose(line, [e for e in in_order(entries) if e.loose and not e.place])
    _put_placed(line, [e for e in placed if e is not lead])
    groups = groupby(line, key=lambda entry: entry.heading)
    return tuple(Section(title, tuple(e.item for e in group)) for title, group in groups)


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Those that the editor orders first."""
    return sorted(entries, key=_rank)


def lead_of(items: Iterable[Item]) -> Item | None:
    """The featured item, else the first that may lead."""
    news = [item for item in items if item.kind in NEWS]
    return next((item for item in news if item.featured), news[0] if news else None)


def _rank(entry: Entry) -> float:
    return inf if entry.rank is None else entry.rank


def _with_openers(entries: Sequence[Entry]) -> list[Entry]:
    """What is loose and ordered before all others stands at the top, even above the lead."""
    first = min((_rank(e) for e in entries if not e.loose), default=inf)
    return [replace(e, place=1) if e.loose and _rank(e) < first else e for e in entries]


def _link_at_the_top(placed: Sequence[Entry]) -> Entry | None:
    """The first link that has nothing above it but what is placed there and cannot lead."""
    for position, entry in enumerate(placed, 1):
        if (entry.place or 0) > position:
            return None
        if entry.item.kind in NEWS:
            return entry
    return None


def _lead(flow: Sequence[Entry], placed: Sequence[Entry]) -> Entry | None:
    news = [entry for entry in (*flow, *placed) if entry.item.kind in NEWS]
    first = _link_at_the_top(placed) or (news[0] if news else None)
    return next((entry for entry in news if entry.item.featured), first)


def _put_loose(line: list[Entry], loose: Sequence[Entry]) -> None:
    for entry in loose:
        at = _behind(entry, line)
        line.insert(at, replace(entry, heading=line[at - 1].heading if at else None))


def _behind(entry: Entry, line: Sequence[Entry]) -> int:
    """Where what `entry` is ordered after ends; the end of the issue where nobody orders it."""
    if entry.rank is None:
        return len(line)
    return 1 + max((_rank(e), at) for at, e in enumerate(line) if _rank(e) <= entry.rank)[1]


def _put_placed(line: list[Entry], placed: Sequence[Entry]) -> None:
    """Each at its place, or behind the one before it when they want the same."""
    free = 0
    for entry in placed:
        at = min(max((entry.place or 0) - 1, free), len(line))
        line.insert(at, replace(entry, heading=_heading_at(line, at, entry.heading)))
        free = at + 1


def _heading_at(line: Sequence[Entry], at: int, wish: str | None) -> str | None:
    """That of the item above; between two headings the lower one, if it is asked for."""
    if wish and at < len(line) and line[at].heading == wish:
        return wish
    return line[at - 1].heading if at else None
