"""From an issue to what templates see of it."""

import re
from collections.abc import Sequence
from itertools import chain

from digest.config.settings import Design, Newsletter
from digest.core.model import Image, Issue, Item, Post
from digest.core.text import excerpt, one_line, without_ellipsis
from digest.core.window import day
from digest.render import dates
from digest.render.links import host, href
from digest.render.markdown import markdown
from digest.render.plain import direction, fitting, language_direction
from digest.render.rich import rich
from digest.render.view import ImageView, IssueView, ItemView, NewsletterView, SectionView

LEAD_ROOM = 420  # columns of summary
ITEM_ROOM = 280
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def issue_view(issue: Issue, newsletter: Newsletter, design: Design) -> IssueView:
    """The issue laid out: the featured item leads, else the first; a few follow in full."""
    lead = _lead(issue)
    year = issue.window.last_day.year
    sections, briefs = _laid_out(issue, lead, design.full_items)

    def views(items: Sequence[Item], room: int = ITEM_ROOM) -> tuple[ItemView, ...]:
        return tuple(_item(item, newsletter, year, room) for item in items)

    return IssueView(
        title=rich(issue.title),
        subject=one_line(issue.subject),
        preheader=one_line(issue.preheader),
        number=issue.number,
        days=dates.span(issue.window.start.date(), issue.window.last_day),
        intro=markdown(issue.intro, newsletter.url or ""),
        outro=markdown(issue.outro, newsletter.url or ""),
        lead=views([lead], LEAD_ROOM)[0] if lead else None,
        sections=tuple(SectionView(title, views(items)) for title, items in sections),
        briefs=views(briefs),
    )


def newsletter_view(newsletter: Newsletter, design: Design, issue_id: str) -> NewsletterView:
    """The newsletter's own words and addresses; `{issue}` in `web_url` is the issue's id."""
    web_url = (newsletter.web_url or "").replace("{issue}", issue_id)
    return NewsletterView(
        title=one_line(newsletter.title),
        url=href(newsletter.url),
        host=host(newsletter.url),
        lang=newsletter.language,
        dir=language_direction(newsletter.language),
        logo=href(design.logo),
        reason=one_line(newsletter.reason or _reason(newsletter)),
        postal_address=one_line(newsletter.postal_address or ""),
        web_url=href(web_url),
        preferences_url=href(newsletter.preferences_url),
        unsubscribe_url=href(newsletter.unsubscribe_url),
    )


def _lead(issue: Issue) -> Item | None:
    featured = (item for item in issue.items if item.featured)
    return next(chain(featured, issue.items), None)


def _laid_out(
    issue: Issue, lead: Item | None, full_items: int
) -> tuple[list[tuple[str, list[Item]]], list[Item]]:
    """The sections with the items shown in full, the lead being one of them, and all the others."""
    sections, briefs = [], []
    room = max(full_items - 1, 0)
    for section in issue.sections:
        items = [item for item in section.items if item is not lead]
        full = items[:room]
        room -= len(full)
        briefs += items[len(full) :]
        if full:
            sections.append((one_line(section.title or ""), full))
    return sections, briefs


def _item(item: Item, newsletter: Newsletter, year: int, room: int) -> ItemView:
    post, url = item.post, href(item.post.link)
    return ItemView(
        title=rich(item.title),
        url=url,
        host=host(url),
        by=one_line(_by(post)),
        facts=tuple(_facts(post, newsletter, year)),
        summary=rich(_summary(item, room)),
        image=_image(post.image),
        lang=_lang(post, newsletter),
        dir=direction(item.title),
    )


def _summary(item: Item, room: int) -> str:
    """The editor's words whole; a source's up to `room` columns, with one ellipsis for the rest."""
    if item.blurb.strip() != item.post.summary.strip():
        return item.blurb
    whole, trailed_off = without_ellipsis(one_line(item.blurb))
    text, cut = excerpt(whole, fitting(whole, room))
    if not text or not (cut or trailed_off or item.post.truncated):
        return text
    return f"{text}\N{NO-BREAK SPACE}…" if text[-1] in ".!?" else text.rstrip(",;:–—- ") + "…"


def _by(post: Post) -> str:
    if len(post.authors) > 2:
        return f"{post.authors[0]} and {len(post.authors) - 1} others"
    if post.authors:
        return " and ".join(post.authors)
    name = post.source
    return name.replace("-", " ").capitalize() if re.fullmatch(r"[a-z0-9-]+", name) else name


def _facts(post: Post, newsletter: Newsletter, year: int) -> list[str]:
    facts = [f"{post.minutes} min"] if post.minutes else []
    if post.published:
        date = day(post.published, newsletter.timezone)
        monthly = post.published.precision == "month"
        facts.append(dates.month(date) if monthly else dates.day(date, this_year=year))
    return facts


def _image(image: Image | None) -> ImageView | None:
    url = href(image.url) if image else None
    if image is None or url is None or url.startswith("mailto:"):
        return None
    return ImageView(url, one_line(image.alt or ""))


def _lang(post: Post, newsletter: Newsletter) -> str | None:
    language = post.language or ""
    same = language.lower() == newsletter.language.lower()
    return None if same or not LANGUAGE.fullmatch(language) else language


def _reason(newsletter: Newsletter) -> str:
    asked = host(newsletter.url)
    where = f" at {asked}" if asked else ""
    return f"You get {newsletter.title} because you asked for it{where}."
