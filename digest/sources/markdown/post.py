"""From one file to a post."""

import logging
import re
from dataclasses import replace

from digest.core.marks import FEATURE, PREFIX, SKIP
from digest.core.model import Post
from digest.core.reading import CJK, reading
from digest.core.text import lead, one_line, without_ellipsis
from digest.core.when import When
from digest.sources.markdown import rst
from digest.sources.markdown.address import address, other_addresses, picture
from digest.sources.markdown.fields import flag, levelled, line, moment, names, number
from digest.sources.markdown.frontmatter import Data, split
from digest.sources.markdown.listed import EXPIRES, expires, is_draft, is_hidden
from digest.sources.markdown.place import Place, place
from digest.sources.markdown.prose import countable, paragraphs
from digest.sources.markdown.site import PUBLISHED, Site

log = logging.getLogger("digest.sources.markdown")

UPDATED = ("lastmod", "modified", "last_modified_at", "updated", "updateddate", "moddatetime")
TAGS = ("tags", "tag", "categories", "category")
COLLECTIONS = ("post", "posts", "all")  # tags by which Eleventy lists posts say nothing of them
HEADING = re.compile(r"\s*#[ \t]+([^\n]+?)[ \t#]*(?:\n|\Z)")
MORE = re.compile(r"<!--\s*more\s*-->", re.IGNORECASE)
MODULE_LINES = re.compile(r"\A(?:\s*(?:import|export)\b[^\n]*(?:\n|\Z))+|\{/\*.*?\*/\}", re.DOTALL)
# All that the outline of a post is made of
OUTLINE = frozenset((*PUBLISHED, *UPDATED, *EXPIRES, *TAGS))
OUTLINE |= frozenset(
    "title slug url permalink path save_as draft isdraft status headless build _build aliases "
    "redirect_from canonicalurl canonical_url author authors lang language params extra taxonomies "
    "cascade eleventyexcludefromcollections digest".split()
)


def outline(text: str, path: str, site: Site, order: int = 0) -> Post | None:
    """The post in a file by title, date and address, without all that takes longer to tell.

    `text` may be the beginning of the file, if that holds the front matter. None for a draft, a
    section, and what is not to be listed. `path` is relative to the root of the site's texts.

    Raises:
        BrokenError: the front matter cannot be read.
        SourceError: its permalink cannot be made.
    """
    data, _ = _split(text, path, site, OUTLINE)
    return _outline(data, path, site, order)


def parse(text: str, path: str, site: Site, order: int = 0) -> Post | None:
    """The post in a file, in full, or None as for `outline`.

    Raises:
        BrokenError: the front matter cannot be read.
        SourceError: its permalink cannot be made.
    """
    data, body = _split(text, path, site)
    post = _outline(data, path, site, order)
    if post is None:
        return None
    where = place(path, site.languages)
    summary, truncated, told_by = _summary(data, body, site)
    minutes, words, counted_by = _length(data, body, site)
    return replace(
        post,
        summary=summary,
        truncated=truncated,
        updated=moment(data, *UPDATED, zone=site.zone)[0],
        minutes=minutes,
        words=words,
        image=picture(data, where, post.url, site),
        provenance={"summary": told_by} | counted_by | dict(post.provenance),
    )


def _split(
    text: str, path: str, site: Site, wanted: frozenset[str] | None = None
) -> tuple[Data, str]:
    data, body = rst.split(text) if path.endswith(".rst") else split(text, wanted)
    data = site.with_inherited(levelled(data), path)
    body = MODULE_LINES.sub("", body) if path.endswith(".mdx") else body
    if heading := HEADING.match(body):
        data = data | {"heading": one_line(heading[1])}
    return data, body


def _outline(data: Data, path: str, site: Site, order: int) -> Post | None:
    where = place(path, site.languages)
    if is_hidden(data) or (is_draft(data, where) and not site.drafts):
        return None
    published = _published(data, where, path, site)
    return Post(
        source=site.source.name,
        title=_title(data, where),
        url=address(data, where, published, site),
        page=site.base_url,
        published=published,
        authors=tuple(site.authors.get(name, name) for name in names(data, "authors", "author")),
        tags=_tags(data, site),
        order=order,
        language=where.language or line(data, "lang", "language") or site.language,
        provenance={"published": published.origin} if published else {},
        native_id=path,
        expires=expires(data, site),
        aliases=other_addresses(data, site),
    )


def _title(data: Data, where: Place) -> str:
    words = re.sub(r"[-_]+", " ", where.name).strip() or where.stem
    return line(data, "title", "heading") or words[:1].upper() + words[1:]


def _tags(data: Data, site: Site) -> tuple[str, ...]:
    """Jekyll takes lists that are written as text apart at spaces.

    `digest: skip` in the front matter is the mark that a tag `digest:skip` is.
    """
    found = names(data, *TAGS, apart=" " if site.flavour.spaced_lists else ",")
    hidden = COLLECTIONS if site.flavour.name == "eleventy" else ()
    tags = [name for name in found if name not in hidden]
    mark = PREFIX + line(data, "digest").casefold()
    return tuple(dict.fromkeys([*tags, mark] if mark in (SKIP, FEATURE) else tags))


def _published(data: Data, where: Place, path: str, site: Site) -> When | None:
    """Front matter counts more than the file's name, which Hugo reads only when it is told to."""
    when, unread = moment(data, *site.flavour.published, zone=site.zone)
    if when is None and site.flavour.dated_names:
        when = where.when
    if when is None and unread:
        log.warning("%s: its date %r is none, so it counts as undated", path, unread)
    return when


def _summary(data: Data, body: str, site: Site) -> tuple[str, bool, str]:
    """Source: gohugo.io/content-management/summaries; a description tells more than a beginning."""
    if given := line(data, "summary", "excerpt"):
        return *_given(given), "summary"
    separator = str(data.get("excerpt_separator") or site.separator).strip()
    more = re.compile(re.escape(separator)) if separator else MORE
    head, *rest = more.split(body, maxsplit=1)
    if rest:
        return " ".join(paragraphs(head)), bool(rest[0].strip()), "more"
    if given := line(data, "description"):
        return *_given(given), "description"
    return *lead(paragraphs(body)), "content"


def _given(text: str) -> tuple[str, bool]:
    return without_ellipsis(" ".join(paragraphs(text)) or text)


def _length(data: Data, body: str, site: Site) -> tuple[int | None, int | None, dict[str, str]]:
    """The post's own figures, and where it has none, those that Hugo would print."""
    counted = reading(countable(body), cjk=_cjk(data, body, site))
    words = number(data, "wordcount", "word_count", "words")
    minutes = number(data, "readtime", "readingtime", "reading_time", "read_time", "minutes")
    computed = {
        name: "computed" if own is None else "frontmatter"
        for name, own in (("words", words), ("minutes", minutes))
    }
    return (
        counted.minutes if minutes is None else minutes,
        counted.words if words is None else words,
        computed,
    )


def _cjk(data: Data, body: str, site: Site) -> bool | None:
    if "iscjklanguage" in data:
        return flag(data, "iscjklanguage")
    return bool(CJK.search(body)) if site.cjk else site.cjk
