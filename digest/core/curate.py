"""The editor's wishes applied to a selection: posts become the items and sections of an issue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from digest.core.eligibility import names
from digest.core.inline_markup import spans
from digest.core.model import Image, Issue, Item, ItemKind, Post, Section, Source
from digest.core.simple_math import as_text
from digest.core.window import Window

SUBJECT = 78  # characters; longer ones are cut by most clients. Source: RFC 5322, 2.1.1
PREHEADER = 110  # characters that the widest inbox rows show


@dataclass(frozen=True, slots=True)
class Override:
    """How one post is shown; `post` names it by URL or title, what is empty changes nothing.

    `image` may be an alternative text alone, for the post's own picture.
    """

    post: str
    title: str = ""
    blurb: str = ""
    image: Image | None = None
    section: str = ""


@dataclass(frozen=True, slots=True)
class Own:
    """Something of the editor's own: one `[[add]]` table.

    `place` counts from 1 over all items that readers see; without one it stands at the end of its
    section.
    """

    kind: ItemKind = "link"
    url: str | None = None
    title: str = ""
    blurb: str = ""
    image: Image | None = None
    section: str = ""
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Curation:
    """What issue.toml, intro.md and outro.md say; posts are named by URL or title.

    `sections` has other words for a heading.
    """

    title: str = ""
    subject: str = ""
    preheader: str = ""
    pin: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    feature: str = ""
    items: tuple[Override, ...] = ()
    add: tuple[Own, ...] = ()
    sections: Mapping[str, str] = field(default_factory=dict)
    intro: str = ""
    outro: str = ""

    def named(self) -> tuple[tuple[str, str], ...]:
        """Every post that must be there, with the key of issue.toml that names it."""
        wanted = [("pin", post) for post in self.pin] + [("order", post) for post in self.order]
        wanted += [("items", item.post) for item in self.items]
        return (*wanted, *((("feature", self.feature),) if self.feature else ()))


def compose(
    posts: Sequence[Post],
    curation: Curation,
    *,
    issue_id: str,
    number: int,
    window: Window,
    sources: Sequence[Source],
) -> Issue:
    """An issue of `posts`, in the editor's order where there is one.

    The featured item, else the first, leads in a section of its own without a title; the others
    follow by their source's section, in the order of the sources.
    """
    items = [_item(post, curation) for post in _ordered(posts, curation)]
    lead = next((item for item in items if item.featured), items[0])
    return Issue(
        id=issue_id,
        number=number,
        title=curation.title or window_title(window),
        subject=curation.subject or _subject(lead.title, len(items) - 1),
        preheader=curation.preheader or _preheader(lead, items),
        window=window,
        sections=_sections(lead, [item for item in items if item is not lead], sources),
        intro=curation.intro,
        outro=curation.outro,
    )


def window_title(window: Window) -> str:
    """What a window is called, as in `February 2026` or `The week of 23 February 2026`."""
    first, last, after = window.start.date(), window.last_day, window.end.date()
    if first.day == after.day == 1 and (after - timedelta(days=1)).replace(day=1) == first:
        return f"{first:%B %Y}"
    if first == last:
        return f"{first.day} {first:%B %Y}"
    if (after - first).days == 7:
        return f"The week of {first.day} {first:%B %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {first:%B %Y}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first.day} {first:%B}{year} – {last.day} {last:%B %Y}"


def _ordered(posts: Sequence[Post], curation: Curation) -> list[Post]:
    rank = {reference: place for place, reference in enumerate(curation.order)}

    def place(post: Post) -> int:
        return next((p for r, p in rank.items() if names(r, post)), len(rank))

    return sorted(posts, key=place)


def _item(post: Post, curation: Curation) -> Item:
    said = next((o for o in curation.items if names(o.post, post)), Override(""))
    featured = bool(curation.feature) and names(curation.feature, post)
    return Item(post, said.title or post.title, said.blurb or post.summary, featured=featured)


def _sections(lead: Item, rest: Sequence[Item], sources: Sequence[Source]) -> tuple[Section, ...]:
    of_source = {source.name: source.section for source in sources}
    titles = dict.fromkeys([None, *(source.section for source in sources)])
    grouped = {
        title: tuple(i for i in rest if of_source[i.post.source] == title) for title in titles
    }
    first = Section(None, (lead, *grouped.pop(None)))
    return (first, *(Section(title, items) for title, items in grouped.items() if items))


def _subject(title: str, more: int) -> str:
    """The lead's title and how many follow; a long title without what comes after its colon."""
    tail = f", and {more} more" if more else ""
    room, whole = SUBJECT - len(tail), _plain(title)
    head = whole.partition(": ")[0] if len(whole) > room else whole
    return _cut(head, room) + tail


def _preheader(lead: Item, items: Sequence[Item]) -> str:
    """The titles that follow the lead's; of a single item, how its words begin."""
    titles = [_plain(item.title) for item in items if item is not lead]
    return _cut(" · ".join(titles or [_plain(lead.blurb)]), PREHEADER)


def _plain(text: str) -> str:
    """Text for a place that shows no markup: code without backticks, math in Unicode."""
    return "".join(
        (as_text(span.text) or span.source) if span.kind == "math" else span.text
        for span in spans(text)
    )


def _cut(text: str, width: int) -> str:
    if len(text) <= width:
        return text
    return text[: width - 1].rsplit(" ", 1)[0].rstrip(" ·,:;–—-") + "…"
