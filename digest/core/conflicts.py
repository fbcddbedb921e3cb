"""Where the editor's wishes contradict the posts, or each other, in a way that stops the build.

Only a person can put these right. What can be done all the same is told by `core.editor_notes`.
"""

from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches

from digest.core.arrange import NEWS
from digest.core.context import names
from digest.core.curate import own_items, own_posts
from digest.core.curation import Curation
from digest.core.errors import Problem
from digest.core.mentions import Former, Named, Wishes
from digest.core.sections import Layout

ONLY_POSTS = ("pin", "items")  # what cannot name something of the editor's own


def problems(wishes: Wishes, layout: Layout) -> tuple[Problem, ...]:
    """What keeps an issue of `layout` from being what the editor wants."""
    posts, curation = Named(wishes.posts), replace(wishes.heard(), add=wishes.said.add)
    return (
        *_missing(curation, posts, wishes.former),
        *_contradictions(curation, posts),
        *_leads_that_cannot(curation, posts),
        *_unknown_headings(curation, layout),
    )


def _missing(curation: Curation, posts: Named, former: Former) -> Iterator[Problem]:
    own = Named(own_posts(curation))
    for key, reference in curation.named():
        if posts.find(reference) or (key not in ONLY_POSTS and own.find(reference)):
            continue
        if key == "pin" or not former.key_of(reference):
            told = f'{key} names "{reference}": no source has a post of that URL or title'
            unsure = "digest posts --explain lists the posts that are known"
            yield Problem(told, hint=posts.near(reference) or unsure)


def _contradictions(curation: Curation, posts: Named) -> Iterator[Problem]:
    pinned, dropped = ([posts.find(ref) for ref in refs] for refs in (curation.pin, curation.drop))
    for post in pinned:
        if post and any(post is other for other in dropped):
            yield Problem(f'"{post.title}" is both pinned and dropped', hint="keep one of them")
    shown = [post for said in curation.items if (post := posts.find(said.post))]
    for place, post in enumerate(shown):
        if any(post is other for other in shown[:place]):
            yield Problem(f'two [[items]] are for "{post.title}"', hint="make one of the two")


def _leads_that_cannot(curation: Curation, posts: Named) -> Iterator[Problem]:
    if not curation.feature or posts.find(curation.feature):
        return
    named = [own for own, item in own_items(curation) if names(curation.feature, item.post)]
    if named and not any(own.kind in NEWS for own in named):
        told = f'feature names "{curation.feature}", a {named[0].kind}'
        yield Problem(told, hint="a post or a link leads; place = 1 puts it above the lead")


def _unknown_headings(curation: Curation, layout: Layout) -> Iterator[Problem]:
    asked = [said.section for said in curation.items] + [own.section for own in curation.add]
    known = list(dict.fromkeys(title for title in (*layout.titles, *asked) if title))
    for title in curation.sections:
        if title not in known:
            near = get_close_matches(title, known, n=1, cutoff=0.5)
            there = (
                f"there are: {', '.join(known)}" if known else "there are no headings: remove it"
            )
            hint = f'did you mean "{near[0]}"?' if near else there
            yield Problem(f'[sections] names "{title}": no section is called that', hint=hint)
