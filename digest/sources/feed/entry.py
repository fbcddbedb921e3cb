"""From an entry, whatever its format, to a post."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC
from zoneinfo import ZoneInfo

from digest.core.dates import read_date
from digest.core.horizon import Horizon
from digest.core.instants import read_instant
from digest.core.markup import HEADINGS, paragraphs, plain
from digest.core.model import Image, Post, Source
from digest.core.quick import dataclass
from digest.core.text import excerpt, lead, one_line, title_line, unescape_again, without_ellipsis
from digest.core.when import When

LONGEST_SUMMARY = 1000  # characters; a description longer than that is the whole post
LONGEST_TITLE = 80  # of a title that is made from the text
BESIDE_THE_TEXT = HEADINGS | {"figure", "table", "nav", "footer"}
# What WordPress puts at the end of every summary
FOOTER = re.compile(r"\s*The post .{1,300} (?:appeared first|first appeared) on .{1,200}$")
EMAIL = re.compile(r"\S+@\S+")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a format's reader found; addresses are absolute.

    `title`, `summary` and `content` are HTML, or text that may turn out to be; `plain_title` says
    that the title is surely text. `published` and `updated` are the raw dates. `page` is the site.
    """

    id: str | None
    title: str
    link: str | None
    summary: str = ""
    content: str = ""
    plain_title: bool = False
    published: str = ""
    updated: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    image: Image | None = None
    language: str | None = None
    page: str | None = None


def to_post(entry: Entry, source: Source, order: int) -> Post | None:
    """The post an entry tells of, or None when it tells nothing."""
    summary, truncated, told_by = _summary(entry)
    title = one_line(unescape_again(entry.title)) if entry.plain_title else title_line(entry.title)
    made = title or _title_from(summary) or entry.link
    if not made:
        return None
    published, dated_by = _published(entry, source)
    return Post(
        source=source.name,
        title=made,
        url=entry.link,
        page=entry.page,
        summary="" if summary == made else summary,
        truncated=truncated,
        content=_content(entry),
        published=published,
        updated=_when(entry.updated, source),
        authors=_distinct(name for name in entry.authors if not EMAIL.fullmatch(name.strip())),
        tags=_distinct(entry.tags),
        image=entry.image,
        language=source.language or entry.language,
        order=order,
        provenance={"title": "title" if title else "text"} | told_by | dated_by,
        native_id=entry.id,
    )


def is_beyond(entry: Entry, source: Source, horizon: Horizon) -> bool:
    """Whether title, date and address are all that a run needs of an entry."""
    when, _ = _published(entry, source)
    post = Post(source.name, entry.title, entry.link, published=when, native_id=entry.id)
    return not horizon.needs(post)


def shortened(entry: Entry) -> Entry:
    """An entry without its text, unless that is where its title comes from."""
    return replace(entry, summary="", content="") if title_line(entry.title) else entry


def _summary(entry: Entry) -> tuple[str, bool, dict[str, str]]:
    """The summary if it is one, else the beginning of the text."""
    given, cut = without_ellipsis(FOOTER.sub("", plain(entry.summary)))
    if given and len(given) <= LONGEST_SUMMARY:
        return given, cut, {"summary": "summary"}
    told_by = "content" if entry.content else "summary"
    body = entry.content or entry.summary
    text, cut = lead(paragraphs(body, without=BESIDE_THE_TEXT)) if body else ("", False)
    return text, cut, {"summary": told_by} if text else {}


def _content(entry: Entry) -> str | None:
    """The post's HTML, where the feed carries it: some put all of it into the description."""
    return entry.content or (entry.summary if len(entry.summary) > LONGEST_SUMMARY else None)


def _title_from(summary: str) -> str:
    """The first sentence, or as much of it as a title can hold."""
    text, cut = excerpt(summary, LONGEST_TITLE)
    return f"{text}…" if cut and text[-1].isalnum() else text


def _published(entry: Entry, source: Source) -> tuple[When | None, dict[str, str]]:
    """An entry that states only when it was updated was published then.

    Atom demands no more, and RSS 1.0 has just the one `dc:date`. But a date of publication that
    means "never", as Hugo writes it for undated pages, is not made up for.
    """
    field = "published" if entry.published else "updated"
    when = _when(entry.published or entry.updated, source)
    return when, {"published": field} if when else {}


def _when(raw: str, source: Source) -> When | None:
    if not raw:
        return None
    zone = ZoneInfo(source.timezone) if source.timezone else UTC
    return read_instant(raw, origin="feed", zone=zone) or read_date(raw, origin="feed")


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, as it was first written."""
    first: dict[str, str] = {}
    for line in map(title_line, names):
        first.setdefault(line.casefold(), line)
    return tuple(line for line in first.values() if line)
