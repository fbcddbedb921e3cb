"""Use case: an editor puts something of their own into an issue."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from digest.app import own_page
from digest.app.alone import alone
from digest.app.curation import Draft, Edited, brief, edited, open_draft, save
from digest.app.own_page import OwnPage
from digest.app.pins import lists_of
from digest.app.wiring import Project
from digest.app.wording import new_heading, with_words
from digest.core.context import names
from digest.core.errors import GateError
from digest.core.history import SentPosts
from digest.core.identity import with_keys
from digest.core.model import Candidate, Post
from digest.core.urls import url_key
from digest.store import issues

SHOWN = ("title", "blurb", "image", "alt", "section")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is to be added: the table as it was `typed`, and the page that a link leads to."""

    typed: Mapping[str, Any]
    page: OwnPage | None = None

    @property
    def is_link(self) -> bool:
        return bool(self.typed.get("kind", "link") == "link")

    @property
    def own(self) -> dict[str, Any]:
        """The table, with what the page tells; a sponsor's address is left as it is."""
        if self.page is None:
            return dict(self.typed)
        url = {"url": self.page.url} if self.is_link else {}
        return {**self.typed, **self.page.words, **self.typed, **url}

    @property
    def others(self) -> tuple[str, ...]:
        """Further addresses of a link's page."""
        return self.page.addresses if self.page and self.is_link else ()

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(filter(None, map(url_key, (self.typed.get("url", ""), *self.others))))

    @property
    def post(self) -> Post:
        own = self.own
        words = own.get("title", ""), own.get("blurb", "")
        post = Post("", words[0], url=own["url"], summary=words[1], aliases=self.others)
        return with_keys((post,))[0]


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
    draft, wanted = open_draft(project, issue_id), _Wanted(own)
    if note := _there(draft, wanted):
        return edited(draft, (), (note,))
    if not _candidate(draft, wanted):
        _was_sent(project, wanted, again=again)
        if "url" in own and "title" not in own:
            page = own_page.read(project, own["url"], allow_private=allow_private)
            wanted = _Wanted(own, page)
    with alone(project):
        done = _put(open_draft(project, draft.stored.id), wanted, again=again)
    url = wanted.own.get("url")
    led = [f"{own['url']} leads to {url}"] if url != own.get("url") else []
    return replace(done, notes=(*led, *done.notes))


def _put(draft: Draft, wanted: _Wanted, *, again: bool) -> Edited:
    if note := _there(draft, wanted):
        return edited(draft, (), (note,))
    if candidate := _candidate(draft, wanted):
        return _pinned(draft, candidate.post, wanted.typed)
    was_sent = _was_sent(draft.project, wanted, again=again)
    done = _added(draft, wanted.own)
    command = done.rebuild.removesuffix(" --again")
    return replace(done, rebuild=f"{command} --again") if was_sent else done


def _added(draft: Draft, own: Mapping[str, Any]) -> Edited:
    told = f'added {own.get("kind", "link")} "{own.get("title") or brief(own["blurb"])}"'
    data = {**draft.data, "add": [*draft.data.get("add", ()), dict(own)]}
    return save(draft, data, (told,), new_heading(draft, own.get("section", "")))


def _there(draft: Draft, wanted: _Wanted) -> str:
    """That the issue has it already, in words."""
    keys, said = wanted.keys, draft.curation
    found = _candidate(draft, wanted)
    mine = next((post for post in draft.own if not keys.isdisjoint(post.keys)), None)
    post = mine or (found.post if found else None)
    if not post:
        return ""
    if any(names(name, post) for name in said.drop):
        undo = f"digest issues drop --undo {post.url}"
        return f'"{post.title}" is there, but dropped: {undo}' if mine else ""
    if mine:
        return f'"{post.title}" is there already'
    is_in = found and (found.selected or any(names(name, post) for name in said.pin))
    return f'"{post.title}" is there already, a post of {post.source}' if is_in else ""


def _candidate(draft: Draft, wanted: _Wanted) -> Candidate | None:
    """The post of a source that a link leads to."""
    found = (c for c in draft.candidates if not wanted.keys.isdisjoint(c.post.keys))
    return next(found, None) if wanted.is_link else None


def _pinned(draft: Draft, post: Post, own: Mapping[str, Any]) -> Edited:
    lists = lists_of(draft)
    lists.put("pin", post)
    words = {key: own[key] for key in SHOWN if key in own}
    changed = [f'"{post.title}" is a post of {post.source}: {told}' for told in lists.changed]
    notes = [f"no place: digest issues move {post.url} PLACE"] if "place" in own else []
    data = with_words(draft, lists.data, post, words)
    return save(draft, data, changed, (*lists.notes, *notes))


def _was_sent(project: Project, wanted: _Wanted, *, again: bool) -> bool:
    """Whether a sent issue had this link, which is refused without `again`."""
    if not wanted.is_link:
        return False
    sent = issues.sent_issues(issues.all_issues(project.issues))
    issue = SentPosts(sent, project.settings.newsletter.timezone).issue_of(wanted.post)
    if issue and not again:
        raise GateError(
            f"{wanted.own['url']} was in issue {issue} already", "--again adds it all the same"
        )
    return bool(issue)
