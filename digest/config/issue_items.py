"""`[[items]]`, `[[add]]` and `[sections]` of issue.toml: how posts are shown, and what is added."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar, get_args

from digest.config.reader import Table
from digest.core.curation import Override, Own
from digest.core.identity import title_key
from digest.core.links import absolute
from digest.core.model import Image, ItemKind
from digest.core.urls import url_key

MAILTO = re.compile(r"mailto:\S+@\S+", re.IGNORECASE)
OWN_KINDS = tuple(kind for kind in get_args(ItemKind) if kind != "post")
NEEDS = {"link": ("url", "title"), "sponsor": ("url", "title"), "text": ("blurb",)}

Made = TypeVar("Made")


def overrides(table: Table) -> tuple[Override, ...]:
    """`[[items]]`, at most one for each post."""
    found = _array(table, "items", _override)
    _told_twice(found, lambda item: item.post)
    return tuple(item for _, item in found)


def own_items(table: Table) -> tuple[Own, ...]:
    """`[[add]]`: what the editor adds, each address once."""
    found = _array(table, "add", _own)
    _told_twice(found, lambda item: item.url or "")
    return tuple(item for _, item in found)


def headings(table: Table) -> Mapping[str, str]:
    """`[sections]`: the new words for each heading that has some."""
    table.known.add("sections")
    renamed = Table(table.toml, ("sections",), table.data.get("sections"), table.problems)
    words = {title: renamed.get(title, str, required=True) for title in renamed.data}
    return {title: said for title, said in words.items() if said}


def key_of(reference: str) -> str:
    """What two references to one post share: the key of an address, else of a title."""
    return url_key(reference) or title_key(reference)


def _array(table: Table, name: str, read: Callable[[Table], Made]) -> list[tuple[Table, Made]]:
    table.known.add(name)
    data = table.data.get(name, [])
    if not isinstance(data, list):
        table.problem(name, f"{name} should be written as [[{name}]]")
        return []
    tables = [Table(table.toml, (name, n), row, table.problems) for n, row in enumerate(data)]
    found = [(item, read(item)) for item in tables]
    for item, _ in found:
        item.close()
    return found


def _told_twice(found: Iterable[tuple[Table, Made]], reference: Callable[[Made], str]) -> None:
    first: dict[str, str] = {}
    for table, item in found:
        key = key_of(reference(item))
        if key in first:
            twice = f'[{table.name}] is for "{reference(item)}", and so is [{first[key]}]'
            table.problem(None, twice, "make one of the two")
        elif key:
            first[key] = table.name


def _override(table: Table) -> Override:
    return Override(
        table.get("post", str, required=True) or "",
        table.get("title", str) or "",
        table.get("blurb", str) or "",
        _image(table),
        table.get("section", str) or "",
    )


def _own(table: Table) -> Own:
    kind = table.choice("kind", OWN_KINDS) if table.wrote("kind") else "link"
    for key in NEEDS.get(kind or "", ()):
        _require(table, key, kind or "")
    return Own(
        kind or "link",  # type: ignore[arg-type]  # one of OWN_KINDS
        _address(table, "url", mail=True),
        table.get("title", str) or "",
        table.get("blurb", str) or "",
        _own_image(table, kind),
        table.get("section", str) or "",
        table.positive("place"),
        table.get("again", bool) or False,
    )


def _require(table: Table, key: str, kind: str) -> None:
    value = table.data.get(key)
    if not table.wrote(key) or (isinstance(value, str) and not value.strip()):
        fetched = kind == "link" and key == "title"
        hint = "digest issues add URL fetches it" if fetched else f'add {key} = "..."'
        table.problem(key if table.wrote(key) else None, f"[{table.name}] lacks {key}", hint)


def _own_image(table: Table, kind: str | None) -> Image | None:
    if kind == "text" and table.wrote("image"):
        table.problem("image", "a text has no image", "write ![what it shows](URL) in its blurb")
    elif table.wrote("alt") and not table.wrote("image"):
        table.problem("alt", f"[{table.name}] has an alt and no image", 'add image = "https://..."')
    return _image(table)


def _image(table: Table) -> Image | None:
    """A picture, or an alternative text alone."""
    url, alt = _address(table, "image"), table.get("alt", str)
    return Image(url, alt) if url or alt is not None else None


def _address(table: Table, key: str, *, mail: bool = False) -> str | None:
    url = (table.get(key, str) or "").strip()
    if not url:
        return None
    if absolute(url) or (mail and MAILTO.fullmatch(url)):
        return url
    schemes = "https://, http:// or mailto:" if mail else "https:// or http://"
    table.problem(key, f'{key} = "{url}": no address of the web', f"it begins with {schemes}")
    return None
