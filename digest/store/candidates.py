"""selection.json: the candidates near an issue's window, as its last build left them."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from digest.core.errors import DigestError
from digest.core.identity import title_key
from digest.core.model import AlsoIn, Candidate, Post
from digest.core.urls import url_key
from digest.core.when import When
from digest.store.files import read_json

NAME = "selection.json"


def read(folder: Path) -> tuple[Candidate, ...]:
    """The candidates in their order; of a post only what the file has.

    Raises:
        DigestError: the file is gone or broken.
    """
    file = folder / NAME
    try:
        return tuple(map(_candidate, (read_json(file) or {})["candidates"]))  # type: ignore[call-overload]
    except (KeyError, ValueError, TypeError) as error:
        raise DigestError(f"{file}: lacks {error}", "type: digest build") from None


def _candidate(data: Mapping[str, Any]) -> Candidate:
    return Candidate(_post(data), data["selected"], data["code"], data["reason"])


def _post(data: Mapping[str, Any]) -> Post:
    """A post known by its addresses, and without one by its title."""
    urls = (data["url"], *(also["url"] for also in data["also_in"]))
    keys = [key for url in urls if url and (key := url_key(url))]
    keys = keys or [f"title:{data['source']}:{title_key(data['title'])}"]
    return Post(
        source=data["source"],
        title=data["title"],
        url=data["url"],
        summary=data["summary"],
        published=_when(data),
        authors=tuple(data["authors"]),
        tags=tuple(data["tags"]),
        minutes=data["minutes"],
        words=data["words"],
        language=data.get("language"),
        also_in=tuple(AlsoIn(also["source"], also["url"]) for also in data["also_in"]),
        key=keys[0],
        keys=tuple(dict.fromkeys(keys)),
    )


def _when(data: Mapping[str, Any]) -> When | None:
    if not data["published"]:
        return None
    at = datetime.fromisoformat(data["published"])
    if data["precision"] == "instant":
        return When(at, None, "instant", data["published"], "page")
    return When(None, at.date(), data["precision"], data["published"], "page")
