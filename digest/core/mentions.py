"""Which posts issue.toml means, even when their source calls them something else by now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from difflib import get_close_matches
from functools import cached_property

from digest.core.curate import own_posts
from digest.core.curation import Curation, Own
from digest.core.history import SentPosts
from digest.core.identity import title_key
from digest.core.model import Post
from digest.core.quick import dataclass
from digest.core.urls import url_key


@dataclass(frozen=True, slots=True)
class Former:
    """What the last build of this issue knew: its posts, and what each reference meant (a key)."""

    posts: tuple[Post, ...] = ()
    references: Mapping[str, str] = field(default_factory=dict)

    def key_of(self, reference: str) -> str | None:
        """The key of the post that `reference` named."""
        named = None if reference in self.references else Named(self.posts).find(reference)
        return named.key if named else self.references.get(reference)


class Named:
    """Posts to be found by key, URL or title, as `context.names` compares them."""

    def __init__(self, posts: Iterable[Post]) -> None:
        self.posts = posts

    @cached_property
    def by_name(self) -> dict[str, Post]:
        """The first post of each key and title; made when it is first asked for."""
        found: dict[str, Post] = {}
        for post in self.posts:
            for name in (*post.keys, url_key(post.url or ""), title_key(post.title)):
                if name:
                    found.setdefault(name, post)
        return found

    def find(self, reference: str) -> Post | None:
        """The first post that `reference` means."""
        wanted = reference.strip()
        keys = (wanted, url_key(wanted), title_key(wanted))
        return next((self.by_name[key] for key in keys if key and key in self.by_name), None)

    def near(self, reference: str) -> str:
        """What else may have been meant, as a hint."""
        if url_key(reference):
            return f"digest issues add {reference} puts in a page that no source has"
        titles = {title_key(post.title): post.title for post in self.by_name.values()}
        found = get_close_matches(title_key(reference), titles, n=1, cutoff=0.5)
        return f'did you mean "{titles[found[0]]}"?' if found else ""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What issue.toml says, the posts that it may mean, and what the last build knew.

    `sent` are the links of the editor's that a former issue had, with its id.
    """

    said: Curation
    posts: Sequence[Post] = ()
    former: Former = Former()
    sent: tuple[tuple[Own, str], ...] = ()

    def heard(self) -> Curation:
        """What holds: without the links that were sent, and every post named as it is now."""
        out = [own for own, _ in self.sent]
        added = tuple(own for own in self.said.add if own not in out)
        return _settled(replace(self.said, add=added), self)

    def remembered(self) -> dict[str, str]:
        """What each reference to a post means (a key), for the next build."""
        known = Named(self.posts)
        found = ((ref, known.find(ref), self.former.key_of(ref)) for _, ref in self.said.named())
        keys = {ref: post.key if post else key for ref, post, key in found}
        return {ref: key for ref, key in sorted(keys.items()) if key}


def sent_links(curation: Curation, sent: SentPosts) -> tuple[tuple[Own, str], ...]:
    """The links that the editor adds, not `again`, and a former issue had, with its id."""
    added = zip(curation.add, own_posts(curation), strict=True)
    new = ((own, post) for own, post in added if own.kind == "link" and not own.again)
    links = ((own, sent.issue_of(post)) for own, post in new)
    return tuple((own, issue) for own, issue in links if issue)


def _settled(curation: Curation, wishes: Wishes) -> Curation:
    """The same wishes; what was named by a title that is gone is named by its key."""
    if not curation.named():
        return curation
    known = Named((*wishes.posts, *own_posts(wishes.said)))

    def now(reference: str) -> str:
        key = None if known.find(reference) else wishes.former.key_of(reference)
        return key if key and known.find(key) else reference

    return replace(
        curation,
        pin=tuple(map(now, curation.pin)),
        drop=tuple(map(now, curation.drop)),
        order=tuple(map(now, curation.order)),
        feature=now(curation.feature),
        items=tuple(replace(said, post=now(said.post)) for said in curation.items),
    )
