"""Use case: ask the own pages of an issue's posts for what a listing page did not say."""

import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from digest.app.wiring import Project, web_of
from digest.core.errors import SourceError
from digest.core.model import Post, Source
from digest.core.ports import Web

if TYPE_CHECKING:  # most issues have nothing to ask
    from digest.core.page.card import Card

KIND = "listing"  # the other kinds have all that their source knows of a post
WANTED = ("summary", "authors", "published", "image")
FIELDS = (*WANTED, "tags", "minutes", "words", "language", "updated")
NOTHING = (None, "", ())
AT_MOST = 30  # pages an issue

log = logging.getLogger("digest")


def run(project: Project, posts: Sequence[Post]) -> tuple[Post, ...]:
    """The posts, their missing fields filled from their own pages; what a page lacks stays unknown.

    A page that cannot be read is no failure: its post is in the issue already.
    """
    sources = {source.name: source for source in project.settings.sources}
    asked = [post for post in posts if _lacks_something(post, sources)][:AT_MOST]
    if not asked:
        return tuple(posts)
    from digest.app.lanes import side_by_side

    web = web_of(project)
    urls = [post.url or "" for post in asked]
    read = side_by_side(
        urls,
        lambda place: _card(asked[place], sources[asked[place].source], web),
        per_host=web.limits.per_host,
    )
    cards = {urls[place]: card for place, card in read}
    common = Counter(card.summary for card in cards.values() if card.summary)
    return tuple(_filled(post, cards.get(post.url or ""), common) for post in posts)


def _lacks_something(post: Post, sources: Mapping[str, Source]) -> bool:
    listed = sources[post.source].kind == KIND and post.url is not None
    return listed and any(getattr(post, name) in NOTHING for name in WANTED)


def _card(post: Post, source: Source, web: Web) -> "Card":
    from zoneinfo import ZoneInfo

    from digest.core.article import article
    from digest.core.page.card import Card

    assert post.url
    try:
        page = web.get(post.url, allow_private=source.allow_private, scrape=True)
        return article(page, zone=ZoneInfo(source.timezone or "UTC"))
    except SourceError as error:
        log.info("%s: %s", post.url, error.message)
        return Card()


def _filled(post: Post, card: "Card | None", common: Mapping[str, int]) -> Post:
    """A summary that several pages share describes their site, not the post."""
    if card is None:
        return post
    told = {
        name: getattr(card, name)
        for name in FIELDS
        if getattr(post, name) in NOTHING and getattr(card, name) not in NOTHING
    }
    if common.get(card.summary, 0) > 1:
        told.pop("summary", None)
    by = {name: card.by[name] for name in told}
    cut = card.truncated if "summary" in told else post.truncated
    return replace(post, **told, truncated=cut, provenance={**post.provenance, **by})
