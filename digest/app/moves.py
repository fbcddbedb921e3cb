"""Use case: an editor wants an item at another place of its issue."""

import re
from datetime import datetime
from typing import Any

from digest.app.alone import alone
from digest.app.curation import Draft, Edited, open_draft, save, with_values
from digest.app.pins import FINAL
from digest.app.wiring import Project
from digest.app.wording import with_words
from digest.core.context import names
from digest.core.curate import compose, own_links
from digest.core.curation import Curation
from digest.core.errors import UsageError
from digest.core.model import Candidate, Post
from digest.core.move import Line, Read, line_of, moved, own_place
from digest.core.sections import Layout
from digest.core.window import Window
from digest.render.words import words


def run(project: Project, issue_id: str | None, reference: str, place: str) -> Edited:
    """Put an item at a place, from 1 over all that readers see; or first, last, up, down.

    Raises:
        UsageError: the item is not in the issue, or cannot stand there.
        GateError: the issue was sent.
        ConfigError: issue.toml has mistakes, or cannot be edited.
    """
    with alone(project):
        draft = open_draft(project, issue_id)
        read = reader(draft)
        line = line_of(read(draft.curation))
        post = draft.find(reference)
        at = _place_of(draft, post, line)
        to = _target(place, at, len(line))
        if at == to:
            return save(draft, draft.data, (), (f'"{post.title}" is at place {to} already',))
        wish = moved(draft.curation, read, at, to)
        return save(draft, _data(draft, post, wish), _told(draft, post, wish, to))


def reader(draft: Draft) -> Read:
    """How the next build makes sections of an editor's wishes, if no post has come or gone."""
    settings, manifest = draft.project.settings, draft.stored.manifest
    posts = [c.post for c in draft.candidates if _is_in(c, draft.curation)]
    start = datetime.fromisoformat(manifest.window["start"])
    window = Window(start, manifest.end, settings.newsletter.timezone)
    layout = Layout(settings.sections, settings.sources)
    if not posts and not own_links(draft.curation):
        raise UsageError("all posts of this issue are dropped", "type: digest issues pin POST")
    return lambda wish: (
        compose(
            posts,
            wish,
            issue_id=draft.stored.id,
            number=manifest.number,
            window=window,
            layout=layout,
            words=words(settings.newsletter.language),
        ).sections
    )


def _is_in(candidate: Candidate, said: Curation) -> bool:
    def is_named(references: tuple[str, ...]) -> bool:
        return any(names(reference, candidate.post) for reference in references)

    is_wanted = candidate.selected or (candidate.code not in FINAL and is_named(said.pin))
    return is_wanted and not is_named(said.drop)


def _place_of(draft: Draft, post: Post, line: Line) -> int:
    """The place of an item, from 1."""
    own = draft.own.index(post) if post in draft.own else None
    for place, (item, _) in enumerate(line, 1):
        number = own_place(item, draft.curation)
        if number == own and (own is not None or item.post == post):
            return place
    way = "drop --undo" if post in draft.own else "pin"
    raise UsageError(
        f'"{post.title}" is not in issue {draft.stored.id}',
        f'type: digest issues {way} "{post.title}"',
    )


def _target(place: str, at: int, last: int) -> int:
    words = {"first": 1, "last": last, "up": max(at - 1, 1), "down": min(at + 1, last)}
    to = int(place) if re.fullmatch(r"\d{1,9}", place) else words.get(place, 0)
    if 1 <= to <= last:
        return to
    raise UsageError(
        f"{place}: no place of this issue", f"a number from 1 to {last}, or first, last, up, down"
    )


def _data(draft: Draft, post: Post, wish: Curation) -> dict[str, Any]:
    """What issue.toml holds when it says `wish`."""
    said, data = draft.curation, draft.data
    new = {"order": list(wish.order), "feature": wish.feature}
    was = {"order": list(said.order), "feature": said.feature}
    data = with_values(data, {key: value for key, value in new.items() if value != was[key]})
    if wish.items != said.items:
        data = with_words(draft, data, post, {"section": _section(wish, post)})
    if wish.add != said.add:
        tables = zip(data["add"], wish.add, strict=True)
        data["add"] = [with_values(table, {"place": own.place}) for table, own in tables]
    return data


def _told(draft: Draft, post: Post, wish: Curation, to: int) -> list[str]:
    told = [f'moved "{post.title}" to place {to}']
    section = _section(wish, post)
    if section != _section(draft.curation, post):
        told.append(
            f'"{post.title}" stands under "{section}" now'
            if section
            else f'"{post.title}" stands under the heading of its own again'
        )
    if wish.feature != draft.curation.feature:
        now = f'is "{wish.feature}" now' if wish.feature else "is taken away"
        told.append(f"feature {now}")
    for item, own, was in zip(draft.own, wish.add, draft.curation.add, strict=True):
        if own.place != was.place and item != post:
            told.append(f'"{item.title}" makes way, to place {own.place}')
    return told


def _section(said: Curation, post: Post) -> str:
    return next((one.section for one in said.items if names(one.post, post)), "")
