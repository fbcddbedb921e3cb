"""Posts that a design leaves out, as an empty `item.mjml.j2` does: hardly anybody means it."""

import re
from collections.abc import Iterator
from html import escape

from digest.core.text import counted
from digest.render.view import IssueView, ItemView

TAG = re.compile(r"<[^>]*>")
NO_LETTERS = re.compile(r"[\W_]+")
TOLD_APART_BY = 20  # letters: a design may cut titles


def left_out(issue: IssueView, mjml: str, design: str) -> tuple[str, ...]:
    """A note when neither title nor address of a post is in `mjml`, made by `design`."""
    posts = [item for item in _items(issue) if item.kind == "post"]
    body = _shown(issue, mjml)
    missing = [post for post in posts if post.title.html not in body]
    if missing:
        words = _letters(TAG.sub("", body)) + _letters(body)  # whose attributes may hold a title
        missing = [p for p in missing if not (_named(p, words) or _linked(p, posts, body))]
    if not missing:
        return ()
    told = f"templates/{design} leaves out {len(missing)} of {counted(len(posts), 'post')}"
    first = missing[0].title
    return (f'{told}: neither title nor address of "{first}" is in issue.html',)


def _shown(issue: IssueView, mjml: str) -> str:
    """The body less the preheader, which names posts."""
    from markupsafe import escape as printed

    return mjml.partition("<mj-body")[2].replace(printed(issue.preheader), "", 1)


def _items(issue: IssueView) -> Iterator[ItemView]:
    yield from issue.opening
    if issue.lead:
        yield issue.lead
    for section in issue.sections:
        yield from section.items
    yield from issue.briefs


def _named(post: ItemView, words: str) -> bool:
    return _letters(TAG.sub("", post.title.html))[:TOLD_APART_BY] in words


def _linked(post: ItemView, posts: list[ItemView], body: str) -> bool:
    """Whether its address is there, and is not the beginning of another's."""
    if not post.url or escape(post.url) not in body:
        return False
    return not any((p.url or "").startswith(post.url) for p in posts if p is not post)


def _letters(markup: str) -> str:
    return NO_LETTERS.sub("", markup).casefold()
