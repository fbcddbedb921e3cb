"""Where the items of an issue stand in its HTML: each is known by its title."""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from digest.core.mail.page import Page, is_hidden
from digest.preview.anchors import Marks
from digest.store.manifest import Manifest

TITLES = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "a", "strong", "b", "td")


def of_items(html: str, manifest: Manifest) -> Marks:
    """`item-<n>` for each item whose title is found, counted from 1 in the order of readers."""
    return dict(_found(html, tuple(entry.title for entry in manifest.entries)))


@lru_cache(maxsize=8)
def _found(html: str, titles: tuple[str, ...]) -> tuple[tuple[str, tuple[int, int]], ...]:
    return tuple(_find(Page(html), tuple(map(_key, titles))))


def _find(page: Page, keys: tuple[str, ...]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Of items with one title, the first has the first place, and so on."""
    wanted, places, taken = set(keys) - {""}, defaultdict(list), set[object]()
    for element in page.all(*TITLES):
        key = _key("".join(element.itertext()))
        if key in wanted and taken.isdisjoint(element.iterancestors()) and not is_hidden(element):
            taken.add(element)
            places[key].append(page.place(element))
    for number, key in enumerate(keys, 1):
        if places[key]:
            line, column = places[key].pop(0)
            yield f"item-{number}", (line, column or 1)


def _key(title: str) -> str:
    """A title without what a design may add or take away: its letters and digits."""
    return "".join(each for each in title.casefold() if each.isalnum())
