"""From an item of an issue to what templates see of it."""

import re
from collections.abc import Sequence

from digest.config.settings import Newsletter
from digest.core import language as languages
from digest.core.arrange import NEWS
from digest.core.merge_tags import as_text, url_as_text
from digest.core.model import Image, Item, Post
from digest.core.text import excerpt, one_line, without_ellipsis
from digest.core.window import day
from digest.render.links import host, href, marked
from digest.render.markdown import markdown
from digest.render.plain import direction, fitting, isolate
from digest.render.rich import Rich, rich
from digest.render.view import ImageView, ItemView
from digest.render.words import words

MARKS = {"ltr": "\u200e", "rtl": "\u200f"}  # unseen letters that run that way
Kicker = tuple[str, tuple[str, ...]]
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def item_view(item: Item, newsletter: Newsletter, year: int, room: int) -> ItemView:
    """An item in an issue of that `year`, its summary up to `room` columns."""
    post, url = item.post, _link(item, newsletter)
    base = languages.direction(post.language or newsletter.language)
    by, facts = _kicker(item, url, newsletter, year)
    title = rich(item.title)
    return ItemView(
        title=title.without_tags() if item.kind == "post" and item.title == post.title else title,
        url=url,
        host=as_text(host(url) or "") or None,
        by=by,
        facts=facts,
        summary=_summary(item, newsletter, room),
        image=_image(item.picture),
        lang=_lang(post, newsletter),
        dir=direction(item.title or item.blurb, base),
        kind=item.kind,
    )


def _kicker(item: Item, url: str | None, newsletter: Newsletter, year: int) -> Kicker:
    """Who says it, and what is known of it; a sponsor is called one in every design."""
    site = as_text(host(url) or "")
    own = words(newsletter.language)
    if item.kind == "post":
        return as_text(_by(item.post, newsletter)), tuple(_facts(item.post, newsletter, year))
    if item.kind == "sponsor":
        return own.gettext("Sponsored"), (site,) if site else ()
    return (site, ()) if item.kind == "link" else ("", ())


def _link(item: Item, newsletter: Newsletter) -> str | None:
    """Where an item leads: merge tags are only in addresses that the editor typed.

    A sponsor's stays as it was ordered.
    """
    url = href(item.post.link)
    if url is None or item.kind not in NEWS:
        return url
    return marked(url_as_text(url) if item.kind == "post" else url, newsletter.links)


def _summary(item: Item, newsletter: Newsletter, room: int) -> Rich:
    """The editor's words whole; a source's up to `room` columns, with one ellipsis for the rest."""
    if item.kind == "text":
        return prose(item.blurb, newsletter)
    if is_the_editors(item):
        return rich(item.blurb)
    return rich(excerpt_of(item, room)).without_tags()


def excerpt_of(item: Item, room: int) -> str:
    """A source's words up to `room` columns, with one ellipsis for the rest."""
    whole, trailed_off = without_ellipsis(one_line(item.blurb))
    text, cut = excerpt(whole, fitting(whole, room))
    if not text or not (cut or trailed_off or item.post.truncated):
        return text
    return f"{text}\N{NO-BREAK SPACE}…" if text[-1] in ".!?" else text.rstrip(",;:–—- ") + "…"


def _by(post: Post, newsletter: Newsletter) -> str:
    names = [one_line(name) for name in post.authors]
    if len(names) == 1:
        return names[0]
    if names:
        return _and_others(names, newsletter.language)
    name = one_line(post.source)
    return name.replace("-", " ").capitalize() if re.fullmatch(r"[a-z0-9-]+", name) else name


def _and_others(names: Sequence[str], language: str) -> str:
    """`A and B`, `A and 2 others`; it runs the way of the language, whatever the names do."""
    base, own = languages.direction(language), words(language)
    first, *others = (isolate(name, base) for name in names)
    if len(others) == 1:
        by = own.joined([first, *others])
    else:
        by = own.ngettext(
            "%(name)s and %(n)s other", "%(name)s and %(n)s others", len(others), name=first
        )
    return by if direction(by) == base else f"{MARKS[base]}{by}"


def _facts(post: Post, newsletter: Newsletter, year: int) -> list[str]:
    own = words(newsletter.language)
    facts = [own.minutes(post.minutes)] if post.minutes else []
    if post.published:
        date = day(post.published, newsletter.timezone)
        monthly = post.published.precision == "month"
        facts.append(own.month(date, short=True) if monthly else own.day(date, this_year=year))
    return facts


def _image(image: Image | None) -> ImageView | None:
    url = href(image.url) if image else None
    if image is None or url is None or url.startswith("mailto:"):
        return None
    return ImageView(url_as_text(url), as_text(one_line(image.alt or "")))


def _lang(post: Post, newsletter: Newsletter) -> str | None:
    language = post.language or ""
    same = language.lower() == newsletter.language.lower()
    return None if same or not LANGUAGE.fullmatch(language) else language


def is_the_editors(item: Item) -> bool:
    """Whether what is said about it is the editor's."""
    return item.kind != "post" or item.blurb.strip() != item.post.summary.strip()


def prose(source: str, newsletter: Newsletter) -> Rich:
    """The editor's Markdown, with the newsletter's marks on its links."""
    return markdown(source, newsletter.url or "", lambda url: marked(url, newsletter.links))
