"""From an issue to what templates see of it."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from digest.config.settings import Design, Newsletter
from digest.core import language as languages
from digest.core.arrange import NEWS, lead_of
from digest.core.model import Issue, Item
from digest.core.quick import dataclass
from digest.core.text import one_line
from digest.render.item import is_the_editors, item_view, prose
from digest.render.links import host, href, own_addresses
from digest.render.rich import rich
from digest.render.view import IssueView, ItemView, LogoView, NewsletterView, SectionView
from digest.render.words import words

LEAD_ROOM = 420  # columns of summary
ITEM_ROOM = 280


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
        return tuple(item_view(item, newsletter, year, room) for item in items)

    return IssueView(
        title=rich(issue.title),
        subject=one_line(issue.subject),
        preheader=one_line(issue.preheader),
        number=issue.number,
        days=words(newsletter.language).span(
            issue.window.start.date(), issue.window.last_day, short=True
        ),
        intro=prose(issue.intro, newsletter),
        outro=prose(issue.outro, newsletter),
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


def in_full(issue: Issue, design: Design) -> tuple[Item, ...]:
    """The posts below the lead that are shown in full and in the words of their sources."""
    lead = lead_of(issue.items)
    sections, _ = _laid_out(issue, [lead, *_opening(issue, lead)], design.full_items)
    return tuple(item for _, items in sections for item in items if not is_the_editors(item))


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
