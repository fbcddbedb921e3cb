"""manifest.json: what a built issue is made of, parsed once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from digest.core.errors import DigestError
from digest.core.model import Post
from digest.store.files import read_json
from digest.store.posts import sent_from_json

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What `app.write` wrote; `end` is the end of the window, aware.

    `content` is what an approval is bound to, `hashes` those of the files that a person may edit or
    look at. `again` says that posts of former issues are in it on purpose.
    """

    number: int
    title: str
    subject: str
    preheader: str
    sender: str
    window: Mapping[str, str]
    end: datetime
    content: str
    hashes: Mapping[str, str]
    posts: tuple[Post, ...]
    again: bool


def read(folder: Path) -> Manifest | None:
    """The manifest of the issue in `folder`; None when nothing was built there.

    Raises:
        DigestError: it lacks something, or holds no JSON.
    """
    file = folder / NAME
    data = read_json(file)
    if data is None:
        return None
    try:
        return _parse(data)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise DigestError(f"{file}: lacks {error}", "restore it from git") from None


def _parse(data: Mapping[str, Any]) -> Manifest:
    window = {name: str(data["window"][name]) for name in ("start", "end", "timezone")}
    end = datetime.fromisoformat(window["end"])
    if end.tzinfo is None:
        raise ValueError(f"a zone in {window['end']}")
    return Manifest(
        number=int(data["number"]),
        title=str(data["title"]),
        subject=str(data["subject"]),
        preheader=str(data["preheader"]),
        sender=str(data["from"]),
        window=window,
        end=end,
        content=str(data["content"]),
        hashes={str(name): str(value) for name, value in data["hashes"].items()},
        posts=tuple(map(sent_from_json, data["posts"])),
        again=bool(data.get("again")),
    )
