"""Use case: an editor puts something of their own into an issue."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from digest.app import own_page
from digest.app.alone import alone
from digest.app.collect import history_of
from digest.app.curation import Draft, Edited, brief, edited, open_draft, save
from digest.app.own_page import OwnPage
from digest.app.pins import lists_of
from digest.app.wiring import Project
from digest.app.wording import new_heading, with_words
from digest.core.context import names
from digest.core.errors import GateError, UsageError
from digest.core.history import SentPosts
from digest.core.identity import with_keys
from digest.core.links import absolute
from digest.core.model import Candidate, Post
from digest.core.quick import dataclass
from digest.core.urls import url_key

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

    A link to a post that a source has becomes a pin of that post; with `again`, what was sent is
    added as a link that comes in all the same. What is there is left alone.

    Raises:
        UsageError: there is no text, or no address of the web.
        GateError: the issue was sent; or another one that was sent had the link, without `again`.
        SourceError: the page cannot be had, or does not say its title.
    """
    _refuse_nothing(own)
    draft, wanted = open_draft(project, issue_id), _Wanted(own)
    if note := _note(draft, wanted, again=again):
        return edited(draft, (), (note,))
    if "url" in own and "title" not in own and not _candidate(draft, wanted):
        page = own_page.read(project, own["url"], allow_private=allow_private)
        wanted = _Wanted(own, page)
    with alone(project):
        done = _put(open_draft(project, draft.stored.id), wanted, again=again)
    url = wanted.own.get("url")
    led = [f"{own['url']} leads to {url}"] if url != own.get("url") else []
    return replace(done, notes=(*led, *done.notes))


def _refuse_nothing(own: Mapping[str, Any]) -> None:
    url = own.get("url")
    if url is None and not own["blurb"].strip():
        raise UsageError("the text is empty", 'type: digest issues add --text "..."')
    if url is not None and "title" not in own and not absolute(url):
        raise UsageError(f"{url}: no address of the web", "it begins with https:// or http://")


def _put(draft: Draft, wanted: _Wanted, *, again: bool) -> Edited:
    if note := _note(draft, wanted, again=again):
        return edited(draft, (), (note,))
    found, mine = _candidate(draft, wanted), _mine(draft, wanted)
    was_sent = _sent_in(draft, wanted)
    if mine is not None:
        return _let_in(draft, mine)
    if found and not was_sent:
        return _pinned(draft, found.post, wanted.typed)
    own = {**_words(found.post), **wanted.own} if found else wanted.own
    return _added(draft, {**own, "again": True} if was_sent else own)


def _added(draft: Draft, own: Mapping[str, Any]) -> Edited:
    told = f'added {own.get("kind", "link")} "{own.get("title") or brief(own["blurb"])}"'
    data = {**draft.data, "add": [*draft.data.get("add", ()), dict(own)]}
    return save(draft, data, (told,), new_heading(draft, own.get("section", "")))


def _let_in(draft: Draft, mine: int) -> Edited:
    """What is there, but stays out because it was sent, comes in."""
    tables = list(draft.data["add"])
    tables[mine] = {**tables[mine], "again": True}
    return save(draft, {**draft.data, "add": tables}, (f'"{draft.own[mine].title}" comes again',))


def _note(draft: Draft, wanted: _Wanted, *, again: bool) -> str:
    """That the issue has it already, in words.

    Raises:
        GateError: a sent issue had it, without `again`.
    """
    issue = _sent_in(draft, wanted)
    if note := _there(draft, wanted, stays_out=bool(issue) and not draft.stored.manifest.again):
        return note
    if issue and not again:
        told = f"{wanted.own['url']} was in issue {issue} already"
        raise GateError(told, "--again adds it all the same")
    return ""


def _there(draft: Draft, wanted: _Wanted, *, stays_out: bool) -> str:
    mine, found = _mine(draft, wanted), _candidate(draft, wanted)
    if mine is not None:
        post = draft.own[mine]
        is_in = draft.curation.add[mine].again or not stays_out
        return _dropped(draft, post) or (f'"{post.title}" is there already' if is_in else "")
    if found and stays_out:
        return _dropped(draft, found.post)
    if not found or not found.selected or _dropped(draft, found.post):
        return ""
    return f'"{found.post.title}" is there already, a post of {found.post.source}'


def _dropped(draft: Draft, post: Post) -> str:
    if not any(names(name, post) for name in draft.curation.drop):
        return ""
    return f'"{post.title}" is there, but dropped: digest issues drop --undo {post.url}'


def _mine(draft: Draft, wanted: _Wanted) -> int | None:
    """Which of `[[add]]` leads there, from 0."""
    keys = wanted.keys
    return next((n for n, post in enumerate(draft.own) if not keys.isdisjoint(post.keys)), None)


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


def _words(post: Post) -> dict[str, str]:
    """What its source says of a post."""
    words = {"title": post.title, "blurb": post.summary}
    return {key: said for key, said in words.items() if said}


def _sent_in(draft: Draft, wanted: _Wanted) -> str | None:
    """The id of the sent issue that had this link, or the post that it leads to."""
    if not wanted.is_link:
        return None
    settings, history = draft.project.settings, history_of(draft.project)
    sources, seen = [source.name for source in settings.sources], history.sightings.values()
    sent = SentPosts(history.sent, settings.newsletter.timezone, seen, sources)
    found = _candidate(draft, wanted)
    return sent.issue_of(wanted.post) or (sent.issue_of(found.post) if found else None)
