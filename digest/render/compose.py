"""From an issue to what templates see of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from digest.config.settings import Design, Newsletter
from digest.core import language as languages
from digest.core.arrange import NEWS, lead_of
from digest.core.merge_tags import as_text, url_as_text
from digest.core.model import Image, Issue, Item, Post
from digest.core.text import excerpt, one_line, without_ellipsis
from digest.core.window import day
from digest.render.links import host, href, marked, own_addresses
from digest.render.markdown import markdown
from digest.render.plain import direction, fitting, isolate
from digest.render.rich import Rich, rich
from digest.render.view import (
    ImageView,
    IssueView,
    ItemView,
    LogoView,
    NewsletterView,
    SectionView,
)
from digest.render.words import words

LEAD_ROOM = 420  # columns of summary
ITEM_ROOM = 280
MARKS = {"ltr": "\u200e", "rtl": "\u200f"}  # unseen letters that run that way
Kicker = tuple[str, tuple[str, ...]]
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Fit:
    """What a mail has room for: columns of a source's summary, and items by their title only."""

    room: int = ITEM_ROOM
    by_title: tuple[Item, ...] = ()


WHOLE = Fit()


def issue_view(issue: Issue, newsletter: Newsletter, design: Design, fit: Fit = WHOLE) -> IssueView:
    """The issue laid out: the featured item leads, else the first; a few follow in full."""
    newsletter = replace(newsletter, links=newsletter.links.of(issue.id))
    lead = lead_of(issue.items)
    opening = _opening(issue, lead)
    year = issue.window.last_day.year
    sections, briefs = _laid_out(issue, [lead, *opening], design.full_items, fit.by_title)

    def views(items: Sequence[Item], room: int = fit.room) -> tuple[ItemView, ...]:
        return tuple(_item(item, newsletter, year, room) for item in items)

    return IssueView(
        title=rich(issue.title),
        subject=one_line(issue.subject),
        preheader=one_line(issue.preheader),
        number=issue.number,
        days=words(newsletter.language).span(
            issue.window.start.date(), issue.window.last_day, short=True
        ),
        intro=_prose(issue.intro, newsletter),
        outro=_prose(issue.outro, newsletter),
        opening=views(opening),
        lead=views([lead], LEAD_ROOM)[0] if lead else None,
        sections=tuple(SectionView(title, views(items)) for title, items in sections),
        briefs=views(briefs),
        long=0 < design.contents <= sum(item.kind in NEWS for item in issue.items),
    )


def newsletter_view(newsletter: Newsletter, design: Design, issue_id: str) -> NewsletterView:
    """The newsletter's own words and addresses; a way out is always there, be it a merge tag."""
    own = own_addresses(newsletter, issue_id)
    return NewsletterView(
        title=one_line(newsletter.title),
        url=href(newsletter.url),
        host=host(newsletter.url),
        lang=newsletter.language,
        dir=languages.direction(newsletter.language),
        logo=_logo(newsletter, design),
        reason=one_line(newsletter.reason or _reason(newsletter)),
        postal_address=one_line(newsletter.postal_address or ""),
        web_url=own["web_url"],
        preferences_url=own["preferences_url"],
        unsubscribe_url=own["unsubscribe_url"] or "{unsubscribe_url}",
    )


def _logo(newsletter: Newsletter, design: Design) -> LogoView | None:
    url = href(design.logo)
    alt = one_line(design.logo_alt or "") or one_line(newsletter.title)
    return LogoView(url, alt, design.logo_width, design.logo_height) if url else None


def in_full(issue: Issue, design: Design) -> tuple[Item, ...]:
    """The posts below the lead that are shown in full and in the words of their sources."""
    lead = lead_of(issue.items)
    sections, _ = _laid_out(issue, [lead, *_opening(issue, lead)], design.full_items)
    return tuple(item for _, items in sections for item in items if not _is_the_editors(item))


def _is_the_editors(item: Item) -> bool:
    """Whether what is said about it is the editor's."""
    return item.kind != "post" or item.blurb.strip() != item.post.summary.strip()


def _opening(issue: Issue, lead: Item | None) -> list[Item]:
    """What stands above the lead in the part without a heading."""
    first = issue.sections[0] if issue.sections else None
    if not first or first.title or not any(item is lead for item in first.items):
        return []
    return list(takewhile(lambda item: item is not lead, first.items))


def _laid_out(
    issue: Issue, shown: Sequence[Item | None], full_items: int, by_title: Sequence[Item] = ()
) -> tuple[list[tuple[str, list[Item]]], list[Item]]:
    """The sections with the items that follow `shown` in full, and all the others.

    What cannot lead stays where it is, and takes no room. A heading stands over posts and links.
    """
    sections: list[tuple[str, list[Item]]] = []
    briefs: list[Item] = []
    room = max(full_items, 1) - sum(item is not None and item.kind in NEWS for item in shown)
    for section in issue.sections:
        full: list[Item] = []
        for item in (item for item in section.items if not any(item is one for one in shown)):
            fits = room > 0 if item.kind in NEWS else not briefs
            fits = fits and not any(item is one for one in by_title)
            (full if fits else briefs).append(item)
            room -= item.kind in NEWS
        if full:
            headed = any(item.kind in NEWS for item in full)
            sections.append((one_line(section.title or "") if headed else "", full))
    return sections, briefs


def _item(item: Item, newsletter: Newsletter, year: int, room: int) -> ItemView:
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
        image=_image(_picture(item)),
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


def _prose(source: str, newsletter: Newsletter) -> Rich:
    return markdown(source, newsletter.url or "", lambda url: marked(url, newsletter.links))


def _summary(item: Item, newsletter: Newsletter, room: int) -> Rich:
    """The editor's words whole; a source's up to `room` columns, with one ellipsis for the rest."""
    if item.kind == "text":
        return _prose(item.blurb, newsletter)
    if _is_the_editors(item):
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


def _picture(item: Item) -> Image | None:
    """The editor's picture, or the post's with the editor's alternative text."""
    mine, its = item.image, item.post.image
    if mine is None or mine.url:
        return mine or its
    return replace(its, alt=mine.alt) if its else None


def _image(image: Image | None) -> ImageView | None:
    url = href(image.url) if image else None
    if image is None or url is None or url.startswith("mailto:"):
        return None
    return ImageView(url_as_text(url), as_text(one_line(image.alt or "")))


def _lang(post: Post, newsletter: Newsletter) -> str | None:
    language = post.language or ""
    same = language.lower() == newsletter.language.lower()
    return None if same or not LANGUAGE.fullmatch(language) else language


def _reason(newsletter: Newsletter) -> str:
    own, site = words(newsletter.language), host(newsletter.url)
    if site is None:
        return own.gettext(
            "You get %(newsletter)s because you asked for it.", newsletter=newsletter.title
        )
    return own.gettext(
        "You get %(newsletter)s because you asked for it at %(site)s.",
        newsletter=newsletter.title,
        site=site,
    )
