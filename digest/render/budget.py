"""Below the size at which Gmail cuts a mail off: shorter summaries, then titles only.

The rule, the same for every build: all summaries of sources are cut to 160 columns, then to 90;
then items are shown by title only, from the last one up, as few as will do. The lead and the
editor's own words are never touched, and where even titles would be too much, nothing is.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from digest.config.settings import Design
from digest.core.model import Issue, Item, Rendered
from digest.render.compose import ITEM_ROOM, WHOLE, Fit, in_full
from digest.render.item import excerpt_of

ROOMS = (160, 90)  # columns of summary, after ITEM_ROOM
Made = Callable[[Fit], Rendered]


def within(issue: Issue, design: Design, made: Made) -> Rendered:
    """What `made` makes of the largest fit whose HTML has at most `[design] max_bytes`."""
    whole = made(WHOLE)
    if not design.max_bytes or size(whole) <= design.max_bytes:
        return whole
    items = in_full(issue, design)
    if not items:
        return _noted(whole, _all_of_it(whole, design))
    least = made(Fit(ROOMS[-1], items))
    if size(least) > design.max_bytes:
        return _noted(whole, _too_much(least, design))
    for room in ROOMS:
        tried = made(Fit(room))
        if size(tried) <= design.max_bytes:
            return _noted(tried, _told(items, room, 0, design))
    room = ITEM_ROOM if size(tried) == size(whole) else ROOMS[-1]  # a design may show no summaries
    titles, found = _fewest(items, room, design.max_bytes, (tried, least), made)
    return _noted(found, _told(items[: len(items) - titles], room, titles, design))


def size(rendered: Rendered) -> int:
    """Bytes of the HTML, as Gmail counts them."""
    return len(rendered.html.encode())


def _fewest(
    items: Sequence[Item], room: int, limit: int, ends: tuple[Rendered, Rendered], made: Made
) -> tuple[int, Rendered]:
    """How many of the last items have to be shown by title only, and what comes of it.

    With none of them it is too large, with all it fits; between them size falls almost evenly, so
    that a few guesses find the place.
    """
    (large, small), found = map(size, ends), ends[1]
    none, all_of_them = 0, len(items)
    while all_of_them - none > 1:
        share = (large - limit) / (large - small)
        guess = none + round(share * (all_of_them - none))
        guess = min(max(guess, none + 1), all_of_them - 1)
        tried = made(Fit(room, tuple(items[len(items) - guess :])))
        if size(tried) > limit:
            none, large = guess, size(tried)
        else:
            all_of_them, small, found = guess, size(tried), tried
    return all_of_them, found


def _noted(rendered: Rendered, note: str) -> Rendered:
    return replace(rendered, notes=(*rendered.notes, note))


def _told(items: Sequence[Item], room: int, titles: int, design: Design) -> str:
    cut = sum(excerpt_of(item, room) != excerpt_of(item, ITEM_ROOM) for item in items)
    parts = []
    if cut:
        parts.append("1 summary was shortened" if cut == 1 else f"{cut} summaries were shortened")
    if titles:
        parts.append(f"{titles} {'item is' if titles == 1 else 'items are'} shown by title only")
    done = " and ".join(parts)
    return f"{done}, so that the HTML stays below {design.max_bytes:,} bytes: [design] max_bytes"


def _all_of_it(whole: Rendered, design: Design) -> str:
    return (
        f"the HTML has {size(whole):,} bytes, more than [design] max_bytes = {design.max_bytes:,}, "
        "and no summary in it that could be shortened; set a higher max_bytes"
    )


def _too_much(least: Rendered, design: Design) -> str:
    return (
        f"even by title only the HTML has {size(least):,} bytes, more than [design] max_bytes = "
        f"{design.max_bytes:,}: nothing was shortened; set a lower max_posts"
    )
