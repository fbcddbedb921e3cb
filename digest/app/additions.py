"""Use case: an editor puts something of their own into an issue."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from digest.app.alone import alone
from digest.app.curation import Draft, Edited, brief, edited, open_draft, save
from digest.app.pins import lists_of
from digest.app.wiring import Project, web_of
from digest.app.wording import new_heading, with_words
from digest.core.context import names
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
    was_sent = False
    if not _candidate(draft, own):
        was_sent = _was_sent(project, own, again=again)
        if "url" in own and "title" not in own:
            own = {**own, **_read(project, own["url"], allow_private=allow_private), **own}
    with alone(project):
        draft = open_draft(project, draft.stored.id)
        if candidate := _candidate(draft, own):
            return _pinned(draft, candidate.post, own)
        done = _added(draft, own)
        command = done.rebuild.removesuffix(" --again")
        return replace(done, rebuild=f"{command} --again") if was_sent else done


def _added(draft: Draft, own: Mapping[str, Any]) -> Edited:
    told = f'added {own.get("kind", "link")} "{own.get("title") or brief(own["blurb"])}"'
    data = {**draft.data, "add": [*draft.data.get("add", ()), dict(own)]}
    return save(draft, data, (told,), new_heading(draft, own.get("section", "")))


def _is_link(own: Mapping[str, Any]) -> bool:
    return bool(own.get("kind", "link") == "link")


def _there(draft: Draft, own: Mapping[str, Any]) -> str:
    """That the issue has it already, in words."""
    key, said = url_key(own.get("url", "")), draft.curation
    found = _candidate(draft, own)
    mine = next((post for post in draft.own if key in post.keys), None)
    post = mine or (found.post if found else None)
    if not post:
        return ""
    if any(names(name, post) for name in said.drop):
        undo = f"digest issues drop --undo {own['url']}"
        return f'"{post.title}" is there, but dropped: {undo}' if mine else ""
    if mine:
        return f'"{post.title}" is there already'
    is_in = found and (found.selected or any(names(name, post) for name in said.pin))
    return f'"{post.title}" is there already, a post of {post.source}' if is_in else ""


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


def _was_sent(project: Project, own: Mapping[str, Any], *, again: bool) -> bool:
    """Whether a sent issue had this link, which is refused without `again`."""
    if not _is_link(own):
        return False
    sent = issues.sent_issues(issues.all_issues(project.issues))
    post = with_keys((Post("", own.get("title", ""), url=own["url"]),))[0]
    issue = SentPosts(sent, project.settings.newsletter.timezone).issue_of(post)
    if issue and not again:
        raise GateError(
            f"{own['url']} was in issue {issue} already", "--again adds it all the same"
        )
    return bool(issue)


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
