"""The editor's wishes applied to a selection: posts become the items and sections of an issue."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from zoneinfo import ZoneInfo

from digest.core import headline
from digest.core.arrange import NEWS, Entry, arrange, in_order, lead_of
from digest.core.context import References, names
from digest.core.curation import Curation, Override, Own, called
from digest.core.identity import same_post, title_key, with_keys
from digest.core.marks import FEATURE, has_mark
from digest.core.model import Issue, Item, Post
from digest.core.ports import Words
from digest.core.sections import Layout
from digest.core.urls import url_key
from digest.core.window import Window


def compose(
    posts: Sequence[Post],
    curation: Curation,
    *,
    issue_id: str,
    number: int,
    window: Window,
    layout: Layout,
    words: Words,
) -> Issue:
    """An issue of `posts` and of what the editor adds; at least one is a post or a link.

    The editor's order comes first, then that of `posts`. A post of which the editor adds a link is
    left to that link. Where the editor gives no title or subject, they are in the language `words`.
    """
    entries = _entries(posts, curation, layout, window.zone)
    sections = arrange(entries, _headings(curation, layout))
    news = [entry.item for entry in in_order(entries) if entry.item.kind in NEWS]
    lead = lead_of(item for section in sections for item in section.items)
    assert lead
    return Issue(
        id=issue_id,
        number=number,
        title=curation.title or headline.window_title(window, words),
        subject=curation.subject or headline.subject(lead.title, len(news) - 1, words),
        preheader=curation.preheader or headline.preheader(lead, news),
        window=window,
        sections=sections,
        intro=curation.intro,
        outro=curation.outro,
    )


def own_items(curation: Curation) -> tuple[tuple[Own, Item], ...]:
    """What the editor adds and does not drop."""
    items = ((own, _own_item(own)) for own in curation.add)
    return tuple((own, item) for own, item in items if _rank(curation.drop, item.post) is None)


def own_posts(curation: Curation) -> tuple[Post, ...]:
    """All that the editor adds, as it can be named."""
    return tuple(_own_item(own).post for own in curation.add)


def own_links(curation: Curation) -> tuple[Post, ...]:
    """The links that the editor adds and does not drop, with keys like a source's posts."""
    return tuple(item.post for own, item in own_items(curation) if own.kind == "link")


def doubles(links: Iterable[Post], posts: Sequence[Post], zone: ZoneInfo) -> tuple[Post, ...]:
    """The posts to which one of `links` leads too."""
    return tuple(post for post in posts if any(same_post(link, post, zone) for link in links))


def heading(title: str | None, curation: Curation) -> str | None:
    """What a section of that title is called in this issue."""
    return curation.sections.get(title, title) if title else None


def _entries(
    posts: Sequence[Post], curation: Curation, layout: Layout, zone: ZoneInfo
) -> list[Entry]:
    left_out = doubles(own_links(curation), posts, zone)
    entries = [_entry(post, curation, layout) for post in posts if post not in left_out]
    for own, item in own_items(curation):
        same = doubles((item.post,), left_out, zone) if own.kind == "link" else ()
        entries.append(_own_entry(own, _with_keys_of(item, same), curation, layout))
    lead = _featured(entries, curation)
    return [replace(e, item=replace(e.item, featured=True)) if e is lead else e for e in entries]


def _headings(curation: Curation, layout: Layout) -> tuple[str | None, ...]:
    """Those of the layout in their order, then the new ones that the editor names."""
    asked = [said.section for said in curation.items] + [own.section for own in curation.add]
    titles = (*layout.titles, *filter(None, asked))
    return tuple(dict.fromkeys(heading(title, curation) for title in titles))


def _entry(post: Post, curation: Curation, layout: Layout) -> Entry:
    said = next((o for o in curation.items if names(o.post, post)), Override(""))
    title, blurb = said.title or post.title, said.blurb or post.summary
    return Entry(
        Item(post, title, blurb, image=said.image),
        heading(said.section or layout.title_of(post), curation),
        _rank(curation.order, post),
    )


def _own_entry(own: Own, item: Item, curation: Curation, layout: Layout) -> Entry:
    if own.place:
        return Entry(item, heading(own.section, curation), None, own.place)
    title = own.section or (layout.title_of(item.post) if own.kind == "link" else None)
    loose = own.kind != "link" and not own.section
    return Entry(item, heading(title, curation), _rank(curation.order, item.post), loose=loose)


def _own_item(own: Own) -> Item:
    post = Post("", called(own), url=own.url, summary=own.blurb, image=own.image)
    return Item(with_keys((post,))[0], own.title, own.blurb, kind=own.kind)


def _with_keys_of(item: Item, posts: Sequence[Post]) -> Item:
    """The item, known by the keys of `posts` too, so that none of them comes into a later issue."""
    keys = dict.fromkeys(key for post in (item.post, *posts) for key in post.keys)
    return replace(item, post=replace(item.post, keys=tuple(keys)))


def _featured(entries: Sequence[Entry], curation: Curation) -> Entry | None:
    """What the editor features, else a post that its source does."""
    news = [entry for entry in entries if entry.item.kind in NEWS]
    if curation.feature:
        return next((entry for entry in news if names(curation.feature, entry.item.post)), None)
    if any(entry.place == 1 for entry in news):
        return None
    return next((entry for entry in news if has_mark(entry.item.post, FEATURE)), None)


def _rank(references: tuple[str, ...], post: Post) -> int | None:
    """The place of the first reference that names the post."""
    keys, titles = _places(references)
    named = (*post.keys, *filter(None, (url_key(post.url) if post.url else None,)))
    found = (*map(keys.get, named), titles.get(title_key(post.title)))
    return min((place for place in found if place is not None), default=None)


@lru_cache(maxsize=4)
def _places(references: tuple[str, ...]) -> tuple[dict[str, int], dict[str, int]]:
    """Where each key, and each title, stands first."""
    keys: dict[str, int] = {}
    titles: dict[str, int] = {}
    for place, reference in enumerate(references):
        one = References((reference,))
        for key in one.keys:
            keys.setdefault(key, place)
        for title in one.titles:
            titles.setdefault(title, place)
    return keys, titles
