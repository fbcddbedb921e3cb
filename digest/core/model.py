"""The data of the pipeline: each type names its moment.

Source -> Post -> Selection -> Issue -> Rendered -> Message -> Outcome
"""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import datetime
from typing import Literal

from digest.core.quick import dataclass
from digest.core.when import When
from digest.core.window import Window

Undated = Literal["first-seen", "queue", "skip"]
Thin = Literal["skip", "widen", "fill"]
OrderKey = Literal["date", "weight", "source", "title"]
ItemKind = Literal["post", "link", "sponsor", "text"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where posts come from: one `[[sources]]` table of digest.toml.

    `location` is a URL or an absolute path; `options` holds what only this kind understands. Of
    posts that are new in one week more than `flood` are not believed to be.
    """

    name: str
    kind: str
    location: str
    base_url: str | None = None
    section: str | None = None
    weight: float = 1.0
    max_posts: int | None = None
    undated: Undated | None = None
    per_issue: int = 3
    initial: int = 3
    timezone: str | None = None
    language: str | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    min_words: int | None = None
    flood: int | None = None
    allow_private: bool = False
    options: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SectionRule:
    """A heading of the issue: one `[[sections]]` table of digest.toml.

    It takes the posts that one of `match` fits, and without any what no other section takes; at
    most `max_posts` of them.
    """

    title: str
    match: tuple[str, ...] = ()
    max_posts: int | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """A post's picture; a text capture knows its alternative text only."""

    url: str | None
    alt: str | None


@dataclass(frozen=True, slots=True)
class AlsoIn:
    """Another source that carries the same post."""

    source: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Post:
    """One post as its source tells it.

    `native_id` is the id its source gives it (a feed's guid). `key` and `keys` identify it across
    sources and are set by `core.identity`, never by an adapter. `url` is its own address or None;
    `page` is the page it was listed on, to which an item without a URL links. `summary` is plain
    text without a trailing ellipsis, its cut noted in `truncated`; backticks and `$...$` stay as
    written. `content` is HTML. `minutes` and `words` are None when unknown, and 0 is a value.
    `order` is the place in its source, from 0. `provenance` names, per field, where it was read.
    From `expires` on its site shows it no more. `aliases` are other addresses that lead to it.
    """

    source: str
    title: str
    url: str | None = None
    page: str | None = None
    summary: str = ""
    truncated: bool = False
    content: str | None = None
    published: When | None = None
    updated: When | None = None
    first_seen: datetime | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    minutes: int | None = None
    words: int | None = None
    image: Image | None = None
    language: str | None = None
    order: int = 0
    provenance: Mapping[str, str] = field(default_factory=dict)
    native_id: str | None = None
    expires: When | None = None
    aliases: tuple[str, ...] = ()
    also_in: tuple[AlsoIn, ...] = ()
    key: str = ""
    keys: tuple[str, ...] = ()

    @property
    def link(self) -> str | None:
        """Where a reader goes: the post, else the page it was listed on."""
        return self.url or self.page


@dataclass(frozen=True, slots=True)
class Candidate:
    """A post, and why it is in the issue or not: `code` is stable, `reason` is words."""

    post: Post
    selected: bool
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Selection:
    """The posts of an issue in their order, and every candidate."""

    posts: tuple[Post, ...]
    candidates: tuple[Candidate, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A post in an issue with what the editor changed, or something of the editor's own.

    An own item is a `link` to any page, a `sponsor`'s advertisement, or a `text`, whose `blurb` is
    Markdown; its `post` has no source. `image` stands for the post's own where there is one.
    """

    post: Post
    title: str
    blurb: str
    featured: bool = False
    kind: ItemKind = "post"
    image: Image | None = None

    @property
    def picture(self) -> Image | None:
        """The editor's picture, or the post's with the editor's alternative text."""
        mine, its = self.image, self.post.image
        if mine is None or mine.url:
            return mine or its
        return replace(its, alt=mine.alt) if its else None


@dataclass(frozen=True, slots=True)
class Section:
    """Items under one heading; the section without a title comes first."""

    title: str | None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """One number of the newsletter, before it is rendered.

    `number` counts the issues from 1. `intro` and `outro` are the editor's words, in Markdown.
    """

    id: str
    number: int
    title: str
    subject: str
    preheader: str
    window: Window
    sections: tuple[Section, ...]
    intro: str = ""
    outro: str = ""

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item in reading order."""
        return tuple(item for section in self.sections for item in section.items)


@dataclass(frozen=True, slots=True)
class Rendered:
    """An issue as its readers get it, and the MJML that the HTML was made from.

    Where the unsubscribe address is personal, HTML and text hold it with its `{email}` in place.
    `notes` tell the editor what was left out to make it fit.
    """

    html: str
    text: str
    mjml: str
    subject: str
    preheader: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that gave nothing this time; `stale` says what of it is used all the same.

    With `in_part` it gave its posts but those that `error` tells of.
    """

    source: str
    error: str
    hint: str = ""
    stale: str = ""
    in_part: bool = False

    def __str__(self) -> str:
        failed = "failed in part" if self.in_part else "failed"
        instead = f"; {self.stale}" if self.stale else ""
        return f"source {self.source} {failed}: {self.error}{instead}"
