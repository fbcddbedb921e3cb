"""Where the items of an issue stand in its HTML: each is known by its title."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from digest.core.mail.page import Page, is_hidden
from digest.preview.anchors import Marks
from digest.store.files import sha256
from digest.store.manifest import Manifest

Place = tuple[int, int]

TITLES = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "a", "strong", "b", "td")


def names_of(titles: Iterable[str]) -> Iterator[str]:
    """A name for each item by its title, wherever it stands; of equal titles by their order."""
    met = Counter[str]()
    for title in titles:
        met[title] += 1
        yield f"item-{sha256(f'{met[title]} {title}')[:8]}"


def of_items(html: str, manifest: Manifest) -> Marks:
    """Each item whose title is found, by its name."""
    titles = tuple(entry.title for entry in manifest.entries)
    named = zip(names_of(titles), _found(html, titles), strict=True)
    return {name: place for name, place in named if place}


@lru_cache(maxsize=8)
def _found(html: str, titles: tuple[str, ...]) -> tuple[Place | None, ...]:
    return tuple(_find(Page(html), tuple(map(_key, titles))))


def _find(page: Page, keys: tuple[str, ...]) -> Iterator[Place | None]:
    """Of items with one title, the first has the first place, and so on."""
    wanted, places, taken = set(keys) - {""}, defaultdict[str, list[Place]](list), set[object]()
    for element in page.all(*TITLES):
        key = _key("".join(element.itertext()))
        if key in wanted and taken.isdisjoint(element.iterancestors()) and not is_hidden(element):
            taken.add(element)
            line, column = page.place(element)
            places[key].append((line, column or 1))
    for key in keys:
        yield places[key].pop(0) if places[key] else None


def _key(title: str) -> str:
    """A title without what a design may add or take away: its letters and digits."""
    return "".join(each for each in title.casefold() if each.isalnum())
