"""Use case: an editor puts something of their own into an issue."""

from collections.abc import Mapping
from typing import Any

from digest.app.alone import alone
from digest.app.curation import Draft, Edited, brief, edited, open_draft, save
from digest.app.pins import lists_of
from digest.app.wiring import Project, web_of
from digest.app.wording import with_words
from digest.core.eligibility import names
from digest.core.errors import GateError, SourceError
from digest.core.history import SentPosts
from digest.core.identity import with_keys
from digest.core.model import Candidate, Image, Post
from digest.core.urls import url_key
from digest.store import issues

SHOWN = ("title", "blurb", "image", "alt", "section")


def run(
    project: Project,
    issue_id: str | None,
    own: Mapping[str, Any],
    *,
    again: bool = False,
    allow_private: bool = False,
) -> Edited:
    """Add one `[[add]]` table; what it lacks of a page's words is asked of the page.

    A link to a post that a source has becomes a pin of that post. What is there is left alone.

    Raises:
        GateError: the issue was sent; or another one that was sent had the link, without `again`.
        SourceError: the page cannot be had, or does not say its title.
    """
    draft = open_draft(project, issue_id)
    if note := _there(draft, own):
        return edited(draft, (), (note,))
    if not _candidate(draft, own):
        if _is_link(own) and not again:
            _refuse_sent(project, own["url"])
        if "url" in own and "title" not in own:
            own = {**own, **_read(project, own["url"], allow_private=allow_private), **own}
    with alone(project):
        draft = open_draft(project, draft.stored.id)
        if candidate := _candidate(draft, own):
            return _pinned(draft, candidate.post, own)
        told = f'added {own.get("kind", "link")} "{own.get("title") or brief(own["blurb"])}"'
        return save(draft, {**draft.data, "add": [*draft.data.get("add", ()), dict(own)]}, (told,))


def _is_link(own: Mapping[str, Any]) -> bool:
    return bool(own.get("kind", "link") == "link")


def _there(draft: Draft, own: Mapping[str, Any]) -> str:
    """That the issue has it already, in words."""
    key, said = url_key(own.get("url", "")), draft.curation
    for post in draft.own:
        if key in post.keys:
            is_dropped = any(names(name, post) for name in said.drop)
            how = (
                f"dropped: digest issues drop --undo {own['url']}"
                if is_dropped
                else "there already"
            )
            return f'"{post.title}" is {how}'
    found = _candidate(draft, own)
    if not found or any(names(name, found.post) for name in said.drop):
        return ""
    if found.selected or any(names(name, found.post) for name in said.pin):
        return f'"{found.post.title}" is there already, a post of {found.post.source}'
    return ""


def _candidate(draft: Draft, own: Mapping[str, Any]) -> Candidate | None:
    """The post of a source that a link leads to."""
    key = url_key(own.get("url", ""))
    found = (c for c in draft.candidates if key in c.post.keys)
    return next(found, None) if key and _is_link(own) else None


def _pinned(draft: Draft, post: Post, own: Mapping[str, Any]) -> Edited:
    lists = lists_of(draft)
    lists.put("pin", post)
    words = {key: own[key] for key in SHOWN if key in own}
    changed = [f'"{post.title}" is a post of {post.source}: {told}' for told in lists.changed]
    notes = [f"no place: digest issues move {own['url']} PLACE"] if "place" in own else []
    data = with_words(draft, lists.data, post, words)
    return save(draft, data, changed, (*lists.notes, *notes))


def _refuse_sent(project: Project, url: str) -> None:
    sent = SentPosts(
        issues.sent_issues(issues.all_issues(project.issues)), project.settings.newsletter.timezone
    )
    if issue := sent.issue_of(with_keys((Post("", "", url=url),))[0]):
        raise GateError(f"{url} was in issue {issue} already", "--again adds it all the same")


def _read(project: Project, url: str, *, allow_private: bool) -> dict[str, str]:
    """Title, summary and image, as far as the page tells them."""
    from digest.core.article import about

    try:
        page = web_of(project).get(url, allow_private=allow_private, scrape=True)
        card = about(page, zone=project.settings.newsletter.timezone)
    except SourceError as error:
        raise SourceError(error.message, 'give --title "...", and the page is not read') from None
    if not card.title:
        raise SourceError(f"{url}: the page does not say its title", 'give --title "..."')
    image = card.image or Image(None, None)
    found = {"title": card.title, "blurb": card.summary, "image": image.url}
    if image.url:
        found["alt"] = image.alt
    return {key: value for key, value in found.items() if value}
