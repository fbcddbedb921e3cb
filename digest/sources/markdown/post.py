"""From one Markdown file to a post."""

import logging
import re
from pathlib import PurePosixPath

from digest.core.links import absolute
from digest.core.model import Post
from digest.core.reading import reading
from digest.core.text import lead, one_line, without_ellipsis
from digest.core.when import When
from digest.sources.markdown.address import address, picture
from digest.sources.markdown.fields import flag, line, mapping, moment, names
from digest.sources.markdown.frontmatter import Data, split
from digest.sources.markdown.place import Place, place
from digest.sources.markdown.prose import countable, paragraphs
from digest.sources.markdown.rules import Rules

log = logging.getLogger("digest.sources.markdown")

PUBLISHED = ("publishdate", "pubdate", "published", "date", "lastmod", "modified")
UPDATED = ("lastmod", "modified", "last_modified_at", "updated")
HEADING = re.compile(r"\s*#[ \t]+([^\n]+?)[ \t#]*(?:\n|\Z)")
MORE = re.compile(r"<!--\s*more\s*-->", re.IGNORECASE)


def parse(text: str, path: PurePosixPath, rules: Rules) -> Post | None:
    """The post in a file, or None when it is a draft, a section or not to be listed.

    `path` is relative to the root of the site's content.

    Raises:
        BrokenError: the front matter cannot be read.
        SourceError: its permalink cannot be made.
    """
    data, body = split(text)
    where = place(path)
    if path.stem.startswith("_index") or (_is_hidden(data, where) and not rules.drafts):
        return None
    published, dated_by = _published(data, where, path, rules)
    url = address(data, where, published, rules)
    summary, truncated, told_by = _summary(data, body)
    length = reading(countable(body), cjk=_cjk(data))
    source = rules.source
    return Post(
        source=source.name,
        title=_title(data, body, where),
        url=url,
        page=absolute(source.base_url),
        summary=summary,
        truncated=truncated,
        published=published,
        updated=moment(data, *UPDATED, source=source)[0],
        authors=names(data, "authors", "author"),
        tags=names(data, "tags", "categories", "category", apart=_apart(where, rules)),
        minutes=length.minutes,
        words=length.words,
        image=picture(data, where, url, source),
        language=where.language or line(data, "lang", "language") or source.language,
        provenance={"summary": told_by, "words": "computed", "minutes": "computed"} | dated_by,
        native_id=str(path),
    )


def _is_hidden(data: Data, where: Place) -> bool:
    """Sources: gohugo.io/content-management/build-options, jekyllrb.com/docs/front-matter."""
    build = mapping(data, "build") or mapping(data, "_build")
    return (
        where.draft
        or flag(data, "draft")
        or flag(data, "headless")
        or not flag(data, "published", default=True)
        or line(build, "list") in ("never", "false")
    )


def _title(data: Data, body: str, where: Place) -> str:
    heading = HEADING.match(body)
    words = re.sub(r"[-_]+", " ", where.name).strip() or where.stem
    return line(data, "title") or (
        one_line(heading[1]) if heading else words[:1].upper() + words[1:]
    )


def _published(
    data: Data, where: Place, path: PurePosixPath, rules: Rules
) -> tuple[When | None, dict[str, str]]:
    """Front matter counts more than the file's name, which Hugo reads only when it is told to."""
    when, unread = moment(data, *PUBLISHED, source=rules.source)
    if when is None and rules.flavour != "hugo":
        when = where.when
    if when is None and unread:
        log.warning("%s: its date %r is none, so it counts as undated", path, unread)
    return when, {"published": when.origin} if when else {}


def _summary(data: Data, body: str) -> tuple[str, bool, str]:
    """Source: gohugo.io/content-management/summaries; a description tells more than a beginning."""
    if given := line(data, "summary", "excerpt"):
        return *_given(given), "summary"
    head, *rest = MORE.split(body, maxsplit=1)
    if rest:
        return " ".join(paragraphs(head)), bool(rest[0].strip()), "more"
    if given := line(data, "description"):
        return *_given(given), "description"
    return *lead(paragraphs(body)), "content"


def _given(text: str) -> tuple[str, bool]:
    return without_ellipsis(" ".join(paragraphs(text)) or text)


def _cjk(data: Data) -> bool | None:
    return flag(data, "iscjklanguage") if "iscjklanguage" in data else None


def _apart(where: Place, rules: Rules) -> str:
    """Jekyll takes lists that are written as text apart at spaces."""
    return " " if rules.is_jekyll(where) else ","
