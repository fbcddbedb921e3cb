"""What the panel of posts shows: the items of an issue, and the candidates that were left out."""

from collections.abc import Iterable
from typing import Any

from digest.app.curation import Draft, open_draft
from digest.app.issues import refuse_sent
from digest.app.moves import reader
from digest.app.pins import FINAL
from digest.app.preview.anchors import names_of
from digest.app.preview.undo import Versions, etag
from digest.app.wiring import Project
from digest.core.context import names
from digest.core.curate import own_links
from digest.core.errors import DigestError
from digest.core.model import Candidate, Item, Post
from digest.core.move import Line, line_of, own_place
from digest.core.references import name_of
from digest.store import issues as store
from digest.store.files import read_json
from digest.store.issues import Stored
from digest.store.posts import post_to_json

Json = dict[str, Any]
SHOWN = ("title", "subject", "preheader")  # which an issue has without an editor, too
WORDS = (*SHOWN, "intro", "outro")


def state(project: Project, issue_id: str, versions: Versions, *, read_only: bool) -> Json:
    """What /api/i/<id>/posts says; of an issue that nobody may edit only what readers see.

    Raises:
        UsageError: there is no such issue.
        ConfigError: its issue.toml has mistakes.
    """
    stored = store.find(project.issues, issue_id)
    why_not = "this preview is read-only" if read_only else _why_not(stored)
    if why_not is not None:
        return _as_sent(stored, why_not)
    draft = open_draft(project, issue_id)
    versions.keep(stored.folder)
    line = _line(draft)
    anchors = names_of(item.title for item, _ in line)
    undo, redo = versions.steps(stored.folder)
    return {
        "etag": etag(stored.folder),
        "editable": True,
        "why_not": None,
        "words": {name: getattr(draft.curation, name) for name in WORDS},
        "shown": {name: getattr(stored.manifest, name) for name in SHOWN},
        "items": [
            {"anchor": anchor, "place": place, **_item(draft, item, section)}
            for place, (anchor, (item, section)) in enumerate(zip(anchors, line, strict=True), 1)
        ],
        "out": [_out(draft, candidate) for candidate in _left_out(draft, line)],
        "rest": _rest(stored),
        "undo": undo,
        "redo": redo,
    }


def _why_not(stored: Stored) -> str | None:
    try:
        refuse_sent(stored)
    except DigestError as error:
        return error.message
    return None if (stored.folder / "issue.toml").is_file() else "its issue.toml is gone"


def _line(draft: Draft) -> Line:
    """The items as the next build will have them, if no post has come or gone."""
    chosen = [c for c in draft.candidates if c.selected or _is_named(draft.curation.pin, c.post)]
    dropped = all(_is_named(draft.curation.drop, c.post) for c in chosen)
    if dropped and not own_links(draft.curation):
        return ()
    return line_of(reader(draft)(draft.curation))


def _item(draft: Draft, item: Item, section: str | None) -> Json:
    number = own_place(item, draft.curation)
    post = draft.own[number] if number is not None else item.post
    said = next((each for each in draft.curation.items if names(each.post, post)), None)
    own = draft.curation.add[number] if number is not None else said
    feature = draft.curation.feature
    zone = draft.project.settings.newsletter.timezone
    return {
        "ref": name_of(post, draft.posts),
        "title": item.title,
        "blurb": item.blurb,
        "own_title": own.title if own else "",
        "own_blurb": own.blurb if own else "",
        "kind": item.kind,
        "source": post.source,
        "section": section,
        "published": post_to_json(post, zone)["published"],
        "minutes": post.minutes,
        "url": post.link,
        "pinned": _is_named(draft.curation.pin, post),
        "featured": bool(feature) and names(feature, post),
    }


def _left_out(draft: Draft, line: Line) -> list[Candidate]:
    shown = [item.post for item, _ in line]
    return [c for c in draft.candidates if c.post not in shown]


def _out(draft: Draft, candidate: Candidate) -> Json:
    post, dropped = candidate.post, _is_named(draft.curation.drop, candidate.post)
    zone = draft.project.settings.newsletter.timezone
    reason = "dropped by the editor" if dropped else candidate.reason
    waiting = "comes with the next build" if candidate.selected and not dropped else reason
    return {
        "ref": name_of(post, draft.posts),
        "title": post.title,
        "source": post.source,
        "published": post_to_json(post, zone)["published"],
        "url": post.link,
        "code": "dropped" if dropped else candidate.code,
        "reason": waiting,
        "pinned": _is_named(draft.curation.pin, post),
        "dropped": dropped,
        "final": candidate.code in FINAL,
    }


def _rest(stored: Stored) -> dict[str, int]:
    """How many further candidates there are, by the code of the reason."""
    found: dict[str, Any] = read_json(stored.folder / "selection.json") or {}
    return {str(code): int(count) for code, count in found.get("rest", {}).items()}


def _as_sent(stored: Stored, why_not: str) -> Json:
    sections = [(entry, part.title) for part in stored.manifest.sections for entry in part.entries]
    anchors = names_of(entry.title for entry, _ in sections)
    items = [
        {
            "ref": entry.url or entry.title,
            "anchor": anchor,
            "place": place,
            "title": entry.title,
            "kind": entry.kind,
            "source": entry.source,
            "section": section,
            "url": entry.url,
            "pinned": False,
            "featured": False,
        }
        for place, (anchor, (entry, section)) in enumerate(zip(anchors, sections, strict=True), 1)
    ]
    return {
        "etag": None,
        "editable": False,
        "why_not": why_not,
        "words": {},
        "items": items,
        "out": [],
        "rest": {},
        "undo": 0,
        "redo": 0,
    }


def _is_named(references: Iterable[str], post: Post) -> bool:
    return any(names(reference, post) for reference in references)
