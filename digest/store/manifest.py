"""manifest.json: what a built issue is made of, parsed once."""

from collections.abc import Mapping
from dataclasses import asdict, field
from datetime import datetime
from pathlib import Path
from typing import Any

from digest.core.errors import DigestError
from digest.core.model import Image, ItemKind, Post, Section
from digest.core.quick import dataclass
from digest.store.files import RESTORE, read_json
from digest.store.posts import sent_from_json

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as readers see it; `key` tells whether an item of another issue is the same.

    `image` is the address of its picture; designs may leave it out.
    """

    kind: ItemKind
    title: str
    url: str | None
    source: str
    key: str
    image: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """The items under one heading."""

    title: str | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What `app.write` wrote; `start` and `end` are those of the window, aware.

    `content` is what an approval is bound to, `hashes` those of the files that a person may edit or
    look at. `again` says that posts of former issues are in it on purpose. `references` has the key
    of each post that issue.toml named. `left_behind` says that the last build found no post for it.
    `template` is the design where it was not that of digest.toml, `due` says that late posts were
    let in.
    """

    number: int
    title: str
    subject: str
    preheader: str
    sender: str
    window: Mapping[str, str]
    start: datetime
    end: datetime
    content: str
    hashes: Mapping[str, str]
    sections: tuple[Part, ...]
    posts: tuple[Post, ...]
    again: bool
    references: Mapping[str, str] = field(default_factory=dict)
    left_behind: bool = False
    template: str | None = None
    due: bool = False

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every item in reading order."""
        return tuple(entry for part in self.sections for entry in part.entries)


def read(folder: Path) -> Manifest | None:
    """The manifest of the issue in `folder`; None when nothing was built there.

    Raises:
        DigestError: it lacks something, or holds no JSON.
    """
    file = folder / NAME
    hint = RESTORE if (folder / "sent.json").is_file() else "delete it and build the issue again"
    try:
        data = read_json(file)
        return None if data is None else parse(data)
    except DigestError as error:
        raise DigestError(error.message, hint) from None
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise DigestError(f"{file}: lacks {error}", hint) from None


def section_to_json(section: Section) -> dict[str, object]:
    """What `sections` of a manifest says of one."""
    items = [_entry(item.kind, item.title, item.post, item.picture) for item in section.items]
    return {"title": section.title, "items": items}


def parse(data: Mapping[str, Any]) -> Manifest:
    """What a manifest says.

    Raises:
        KeyError, ValueError, TypeError, AttributeError: it lacks something.
    """
    window = {name: str(data["window"][name]) for name in ("start", "end", "timezone")}
    start, end = (_aware(window[name]) for name in ("start", "end"))
    posts = tuple(map(sent_from_json, data["posts"]))
    return Manifest(
        number=int(data["number"]),
        title=str(data["title"]),
        subject=str(data["subject"]),
        preheader=str(data["preheader"]),
        sender=str(data["from"]),
        window=window,
        start=start,
        end=end,
        content=str(data["content"]),
        hashes={str(name): str(value) for name, value in data["hashes"].items()},
        sections=tuple(map(_part, data.get("sections") or [_of_posts(posts)])),
        posts=posts,
        again=bool(data.get("again")),
        references={str(name): str(key) for name, key in data.get("references", {}).items()},
        left_behind=bool(data.get("left_behind")),
        template=str(data["template"]) if data.get("template") else None,
        due=bool(data.get("due")),
    )


def _aware(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(f"a zone in {text}")
    return instant


def _part(data: Mapping[str, Any]) -> Part:
    return Part(data["title"], tuple(Entry(**item) for item in data["items"]))


def _of_posts(posts: tuple[Post, ...]) -> dict[str, object]:
    """What `sections` would say in a manifest of digest before it had them."""
    return {"title": None, "items": [_entry("post", post.title, post) for post in posts]}


def _entry(kind: ItemKind, title: str, post: Post, image: Image | None = None) -> dict[str, object]:
    picture = image.url if image else None
    entry = asdict(Entry(kind, title, post.link, post.source, post.key or title, picture))
    return {name: value for name, value in entry.items() if name != "image" or value}
