"""Which post it is that a design cannot stand, when it is not the design itself that is wrong."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from digest.core.errors import TemplateError
from digest.core.model import Image, Issue, Item, Post
from digest.core.when import When

DAY = When(None, date(2026, 1, 1), "day", "2026-01-01", "feed")
X = "x"


def naming_the_post(
    error: TemplateError, issue: Issue, trial: Callable[[Issue], object]
) -> Exception:
    """`error`, with the post without whose words `trial` would have passed; there may be none."""
    if not _passes(trial, _innocent(issue)):
        return error
    guilty = (item for item in issue.items if not _passes(trial, _innocent(issue, but=item)))
    item = next(guilty, None)
    if item is None:
        return error
    said = (
        f"{error.message}\n       it comes from the post {item.title[:80]!r} of {item.post.source}"
    )
    return TemplateError(said, error.hint)


def _passes(trial: Callable[[Issue], object], issue: Issue) -> bool:
    try:
        trial(issue)
    except TemplateError:
        return False
    return True


def _innocent(issue: Issue, but: Item | None = None) -> Issue:
    """The issue with all its posts harmless, except one."""
    sections = tuple(
        replace(
            section,
            items=tuple(item if item is but else _harmless(item) for item in section.items),
        )
        for section in issue.sections
    )
    return replace(issue, sections=sections)


def _harmless(item: Item) -> Item:
    """The item with an x for all that was said in it, and with all the facts a design may show."""
    said = X if item.blurb else ""
    return replace(
        item, title=X, blurb=said, image=_picture(item.image), post=_plain(item.post, said)
    )


def _plain(post: Post, summary: str) -> Post:
    return replace(
        post,
        title=X,
        summary=summary,
        url=post.url and "https://example.org/",
        page=post.page and "https://example.org/",
        authors=(X,),
        published=DAY,
        minutes=1,
        image=_picture(post.image),
        language=None,
    )


def _picture(image: Image | None) -> Image | None:
    if image is None:
        return None
    return Image(image.url and "https://example.org/x.png", image.alt and X)
