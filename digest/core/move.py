"""An item moved to another place of its issue: what the editor's file must say for it.

Where an item stands follows from many wishes. So some changes are tried, the smallest first, and
read as `compose` reads them; of a new order only the names are kept that make a difference.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice, product

from digest.core.context import names
from digest.core.curation import Curation, Override, Own
from digest.core.errors import UsageError
from digest.core.identity import title_key
from digest.core.model import Item, Section
from digest.core.quick import dataclass
from digest.core.references import name_of

Read = Callable[[Curation], tuple[Section, ...]]
Line = tuple[tuple[Item, str | None], ...]


def line_of(sections: tuple[Section, ...]) -> Line:
    """The items as they are read, each with its heading; that one leads tells none apart."""
    return tuple((replace(i, featured=False), s.title) for s in sections for i in s.items)


def own_place(item: Item, curation: Curation) -> int | None:
    """Which of `[[add]]` an item is, from 0; None for a post."""
    said = (item.kind, item.title, item.blurb, item.post.url)
    owns = ((own.kind, own.title, own.blurb, own.url) for own in curation.add)
    return next((number for number, own in enumerate(owns) if own == said), None)


def moved(curation: Curation, read: Read, at: int, to: int) -> Curation:
    """The wishes by which the item at place `at` stands at place `to`, both from 1.

    `read` is how an issue is made of wishes. The others keep their order where they can.

    Raises:
        UsageError: it cannot stand there.
    """
    move = _Move(curation, line_of(read(curation)), at, to)
    tried = [(wish, [item for item, _ in line_of(read(wish))]) for wish in _wishes(move)]
    fit = [wish for wish, line in tried if line == move.wanted]
    fit += [wish for wish, line in tried if line[to - 1] == move.item]
    if fit:
        return _briefly(fit[0], move, read)
    raise UsageError(
        f'"{move.item.title}" cannot stand at place {to}, in the part without a heading',
        "digest issues edit POST --feature makes it the lead",
    )


@dataclass(frozen=True, slots=True)
class _Move:
    curation: Curation
    line: Line
    at: int
    to: int

    @property
    def item(self) -> Item:
        return self.line[self.at - 1][0]

    @property
    def wanted(self) -> list[Item]:
        """The items as they would stand best."""
        rest = [item for item, _ in self.line]
        rest.insert(self.to - 1, rest.pop(self.at - 1))
        return rest

    def name(self, item: Item) -> str:
        return name_of(item.post, (other.post for other, _ in self.line))


def _wishes(move: _Move) -> Iterator[Curation]:
    """Changes that may do, the smallest first."""
    said = move.curation
    lead = next((item for item in move.wanted if item.kind in ("post", "link")), move.item)
    features = dict.fromkeys((said.feature, "", move.name(lead)))
    own = tuple(name for name in said.order if not names(name, move.item.post))
    order = own if _is_own(move) else _order(move)
    for feature, section, others in product(features, _sections(move), (False, True)):
        items = said.items if section is None else _in_section(move, section)
        placed = _placed(move, others=others)
        yield replace(said, feature=feature, items=items, add=placed, order=order)


def _is_own(move: _Move) -> bool:
    return own_place(move.item, move.curation) is not None


def _order(move: _Move) -> tuple[str, ...]:
    """All items in their wanted order, in the editor's words; then what is in no issue yet."""
    said, found = move.curation.order, []
    for item in move.wanted:
        told = next((name for name in said if names(name, item.post)), move.name(item))
        own = own_place(item, move.curation)
        if title_key(told) and (own is None or not move.curation.add[own].place):
            found.append(told)
    return (*found, *(name for name in said if name not in found))


def _sections(move: _Move) -> Iterator[str | None]:
    """No change of the section, the one it has by itself, the first from the new place on."""
    yield None
    if not _is_own(move):
        yield ""
        words = {said: title for title, said in move.curation.sections.items()}
        headings = (heading for _, heading in move.line[move.to - 1 :] if heading)
        yield from (words.get(heading, heading) for heading in islice(headings, 1))


def _in_section(move: _Move, section: str) -> tuple[Override, ...]:
    said, post = move.curation.items, move.item.post
    if not any(names(one.post, post) for one in said):
        said = (*said, Override(move.name(move.item)))
    return tuple(replace(o, section=section) if names(o.post, post) else o for o in said)


def _placed(move: _Move, *, others: bool) -> tuple[Own, ...]:
    """The editor's own items; with `others` those that have a place go where they are wanted."""
    said = list(move.curation.add)
    for place, item in enumerate(move.wanted, 1):
        own = own_place(item, move.curation)
        if own is not None and (item == move.item or (others and said[own].place)):
            said[own] = replace(said[own], place=place)
    return tuple(said)


def _briefly(wish: Curation, move: _Move, read: Read) -> Curation:
    """The same with no name in the order that changes nothing, but for the editor's."""
    line = line_of(read(wish))
    for name in reversed(wish.order):
        less = replace(wish, order=tuple(other for other in wish.order if other != name))
        if name not in move.curation.order and line_of(read(less)) == line:
            wish = less
    items = tuple(one for one in wish.items if one != Override(one.post))
    return replace(wish, items=items)
