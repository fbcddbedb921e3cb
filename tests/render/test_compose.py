from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from digest.config.settings import Design, Newsletter
from digest.core.model import Issue, Item, Post, Section
from digest.core.when import When
from digest.core.window import between
from digest.render.compose import issue_view, newsletter_view
from digest.render.view import ItemView

BERLIN = ZoneInfo("Europe/Berlin")
LETTER = Newsletter(title="A Letter", sender="a@example.org", timezone=BERLIN)
LATE = datetime(2026, 2, 27, 23, 30, tzinfo=UTC)
SENTENCE = "Twelve short words stand in this one sentence and then it ends. "


def item(
    summary: str = "", *, blurb: str | None = None, featured: bool = False, **fields: object
) -> Item:
    known = {"source": "field-notes", "title": "T", "url": "https://www.example.org/a"} | fields
    made = Post(summary=summary, **known)  # type: ignore[arg-type]
    return Item(made, made.title, summary if blurb is None else blurb, featured)


def issue(*sections: Section) -> Issue:
    window = between(date(2026, 2, 23), date(2026, 3, 2), BERLIN)
    return Issue("2026-W09", 9, "Title", "Subject", "", window, sections)


def only(made: Item) -> ItemView:
    """The view of an item that does not lead."""
    view = issue_view(issue(Section(None, (item(title="lead"), made))), LETTER, Design())
    return view.sections[0].items[0]


def test_the_featured_item_leads_and_stands_nowhere_else() -> None:
    first, second = item(title="first"), item(title="second", featured=True)
    view = issue_view(issue(Section("A", (first,)), Section("B", (second,))), LETTER, Design())
    assert view.lead is not None
    assert view.lead.title.text == "second"
    assert [section.title for section in view.sections] == ["A"]


def test_without_a_featured_item_the_first_leads() -> None:
    view = issue_view(issue(Section("A", (item(title="x"), item(title="y")))), LETTER, Design())
    assert view.lead is not None
    assert view.lead.title.text == "x"


def test_an_issue_without_items_has_no_lead() -> None:
    view = issue_view(issue(), LETTER, Design())
    assert (view.lead, view.sections, view.briefs) == (None, (), ())


@pytest.mark.parametrize("full", [0, 1, 2, 3, 5, 99])
def test_every_item_is_shown_once_whatever_there_is_room_for(full: int) -> None:
    names = ["a", "b", "c", "d", "e"]
    made = [item(title=name) for name in names]
    sections = (Section("One", tuple(made[:2])), Section("Two", tuple(made[2:])))
    view = issue_view(issue(*sections), LETTER, Design(full_items=full))
    assert view.lead is not None
    shown = [view.lead, *(i for s in view.sections for i in s.items), *view.briefs]
    assert [one.title.text for one in shown] == names
    assert len(shown) - len(view.briefs) == min(max(full, 1), 5)


@pytest.mark.parametrize(
    ("published", "minutes", "facts"),
    [
        (None, None, ()),
        (None, 0, ()),
        (None, 7, ("7 min",)),
        (When(None, date(2026, 2, 27), "day", "", "feed"), 0, ("27 Feb",)),
        (When(None, date(2025, 12, 1), "day", "", "feed"), 3, ("3 min", "1 Dec 2025")),
        (When(None, date(2026, 2, 1), "month", "", "capture"), None, ("Feb 2026",)),
        (
            When(datetime(2026, 2, 27, 23, 30, tzinfo=UTC), None, "instant", "", "feed"),
            None,
            ("28 Feb",),
        ),
    ],
)
def test_facts_are_what_is_known(
    published: When | None, minutes: int | None, facts: tuple[str, ...]
) -> None:
    assert only(item(published=published, minutes=minutes)).facts == facts


@pytest.mark.parametrize(
    ("authors", "source", "by"),
    [
        ((), "field-notes", "Field notes"),
        ((), "Simon's blog", "Simon's blog"),
        (("Ada",), "field-notes", "Ada"),
        (("Ada", "Grace"), "field-notes", "Ada and Grace"),
        (("Ada", "Grace", "Edith"), "field-notes", "Ada and 2 others"),
    ],
)
def test_a_post_is_by_its_authors_or_else_its_source(
    authors: tuple[str, ...], source: str, by: str
) -> None:
    assert only(item(authors=authors, source=source)).by == by


def test_a_long_summary_ends_with_a_sentence_and_one_ellipsis() -> None:
    text = only(item(SENTENCE * 9)).summary.text
    assert text == (SENTENCE * 4).strip() + "\N{NO-BREAK SPACE}…"


def test_the_lead_has_more_room() -> None:
    view = issue_view(issue(Section(None, (item(SENTENCE * 9),))), LETTER, Design())
    assert view.lead is not None
    assert view.lead.summary.text.count("Twelve") == 6


@pytest.mark.parametrize("tail", ["", " ...", "…", " […]"])
def test_a_summary_cut_at_its_source_says_so_once(tail: str) -> None:
    assert only(item("Words without an end" + tail, truncated=True)).summary.text == (
        "Words without an end…"
    )


def test_a_whole_summary_has_no_ellipsis() -> None:
    assert only(item("All of it.")).summary.text == "All of it."


def test_an_empty_summary_stays_empty_even_if_cut() -> None:
    assert not only(item("", truncated=True)).summary


def test_what_the_editor_wrote_is_never_cut() -> None:
    assert (
        only(item("short", blurb=SENTENCE * 9, truncated=True)).summary.text
        == (SENTENCE * 9).strip()
    )


def test_wide_characters_count_twice() -> None:
    text = only(item("字" * 300)).summary.text
    assert text == "字" * 140 + "…"


def test_formulas_and_code_are_not_cut() -> None:
    text = only(
        item("word " * 54 + "`a long piece of code that does not fit` and more " * 3)
    ).summary
    assert "`" not in text.text


def test_the_host_is_the_one_a_reader_would_name() -> None:
    assert only(item()).host == "example.org"
    assert only(item(url=None)).host is None


def test_a_post_without_address_links_to_its_page() -> None:
    assert only(item(url=None, page="https://example.org/list")).url == "https://example.org/list"


def test_addresses_are_ascii_without_quotes() -> None:
    assert only(item(url="https://example.org/ü?a='\"&b=c d#x")).url == (
        "https://example.org/%C3%BC?a=%27%22&b=c%20d#x"
    )


def test_a_language_is_told_only_where_it_differs() -> None:
    assert only(item(language="de")).lang == "de"
    assert only(item(language="EN")).lang is None
    assert only(item(language='x" onload="')).lang is None


def test_the_web_address_names_the_issue() -> None:
    letter = replace(LETTER, web_url="https://example.org/{issue}.html")
    assert (
        newsletter_view(letter, Design(), "2026-W09").web_url == "https://example.org/2026-W09.html"
    )
