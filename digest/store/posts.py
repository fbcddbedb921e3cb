"""Posts as JSON: the form of `posts --json`, selection.json and sent.json."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from digest.core.model import Candidate, Post
from digest.core.when import When
from digest.core.window import moment


def candidate_to_json(candidate: Candidate, zone: ZoneInfo) -> dict[str, object]:
    """A candidate with the reason why it is in or out."""
    return {
        **post_to_json(candidate.post, zone),
        "selected": candidate.selected,
        "reason": candidate.reason,
        "code": candidate.code,
    }


def post_to_json(post: Post, zone: ZoneInfo) -> dict[str, object]:
    """A post; the unknown is null, and a civil date is the midnight that begins it in `zone`."""
    image = post.image
    return {
        "source": post.source,
        "title": post.title,
        "url": post.url,
        "published": moment(post.published, zone).isoformat() if post.published else None,
        "precision": post.published.precision if post.published else None,
        "first_seen": post.first_seen.isoformat() if post.first_seen else None,
        "minutes": post.minutes,
        "words": post.words,
        "authors": list(post.authors),
        "tags": list(post.tags),
        "summary": post.summary,
        "image": {"url": image.url, "alt": image.alt} if image else None,
        "also_in": [{"source": also.source, "url": also.url} for also in post.also_in],
    }


def sent_to_json(post: Post) -> dict[str, object]:
    """What must be known of a sent post, so that it is never sent again."""
    when = post.published
    return {
        "keys": list(post.keys),
        "source": post.source,
        "title": post.title,
        "url": post.url,
        "page": post.page,
        "published": str(when.civil or when.instant) if when else None,
        "summary": post.summary,
    }


def sent_from_json(data: Mapping[str, Any]) -> Post:
    """The post that `sent_to_json` wrote; before 2026-11-21 it knew no page.

    Raises:
        KeyError, ValueError, TypeError: it is none.
    """
    return Post(
        source=data["source"],
        title=data["title"],
        url=data["url"],
        page=data.get("page"),
        summary=data["summary"],
        published=_when(data["published"]) if data["published"] else None,
        keys=tuple(data["keys"]),
        key=next(iter(data["keys"]), ""),
    )


def _when(text: str) -> When:
    if len(text) == 10:
        return When(None, date.fromisoformat(text), "day", text, "page")
    return When(datetime.fromisoformat(text), None, "instant", text, "page")
