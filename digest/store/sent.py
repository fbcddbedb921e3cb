"""`issues/<id>/sent.json`: the posts and counts of a send, and no address."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from digest.core.errors import DigestError
from digest.core.history import SentIssue
from digest.core.window import utc
from digest.store.files import RESTORE, write_json
from digest.store.issues import Stored
from digest.store.posts import sent_from_json, sent_to_json


def mark_sent(stored: Stored, record: Mapping[str, object]) -> Stored:
    """The issue, with a sent.json: `record`, and its posts, which no other issue takes again."""
    sent: dict[str, Any] = {
        "version": 1,
        "content": stored.manifest.content,
        "window": dict(stored.manifest.window),
        **record,
        "posts": [sent_to_json(post) for post in stored.manifest.posts],
    }
    write_json(stored.folder / "sent.json", sent)
    return replace(stored, sent=sent)


def sent_issues(issues: Iterable[Stored]) -> tuple[SentIssue, ...]:
    """The issues that left the house, as selection remembers them.

    Raises:
        DigestError: a sent.json cannot be understood.
    """
    return tuple(_sent(stored) for stored in issues if stored.sent)


def _sent(stored: Stored) -> SentIssue:
    try:
        posts = tuple(map(sent_from_json, stored.sent["posts"]))
        end = datetime.fromisoformat(stored.sent["window"]["end"])
        at = datetime.fromisoformat(stored.sent.get("sent") or stored.sent["window"]["end"])
    except (KeyError, ValueError, TypeError) as error:
        file = stored.folder / "sent.json"
        raise DigestError(f"{file}: lacks {error}", RESTORE) from None
    return SentIssue(stored.id, min(end, at, key=utc), posts)
