from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.core.curate import Curation, Override, compose, window_title
from digest.core.model import Issue, Post, Source
from digest.core.window import Window, between, month, span, week

BERLIN = ZoneInfo("Europe/Berlin")
W09 = week("2026-W09", BERLIN)
SOURCES = (
    Source("loose", "feed", ""),
    Source("systems", "feed", "", section="Systems"),
    Source("agents", "feed", "", section="Agents"),
    Source("more-systems", "feed", "", section="Systems"),
)
POSTS = (
    Post("agents", "Agents at work", url="https://agents.example.org/", summary="How they work"),
    Post("systems", "Durable Execution", url="https://systems.example.org/durable"),
    Post("loose", "A loose end"),
    Post("more-systems", "Queues"),
)


def issue(posts: tuple[Post, ...] = POSTS, **said: object) -> Issue:
    curation = replace(Curation(), **said)  # type: ignore[arg-type]
    return compose(posts, curation, issue_id="2026-W09", number=7, window=W09, sources=SOURCES)


def shape(made: Issue) -> list[tuple[str | None, list[str]]]:
    return [(section.title, [item.title for item in section.items]) for section in made.sections]


def test_the_first_post_leads_and_sections_follow_the_order_of_the_sources() -> None:
    assert shape(issue()) == [
        (None, ["Agents at work", "A loose end"]),
        ("Systems", ["Durable Execution", "Queues"]),
    ]


def test_every_post_is_in_one_section_in_the_issues_order() -> None:
    made = issue()
    assert sorted(item.title for item in made.items) == sorted(post.title for post in POSTS)
    assert made.items[0].title == "Agents at work"


def test_an_issue_keeps_its_id_number_and_window() -> None:
    made = issue()
    assert (made.id, made.number, made.window) == ("2026-W09", 7, W09)


def test_the_editors_order_comes_first_and_the_rest_keeps_its_own() -> None:
    made = issue(order=("queues", "https://systems.example.org/durable/"))
    assert shape(made) == [
        (None, ["Queues", "A loose end"]),
        ("Systems", ["Durable Execution"]),
        ("Agents", ["Agents at work"]),
    ]


def test_the_featured_post_leads_whatever_the_order() -> None:
    made = issue(order=("Queues",), feature="Durable Execution")
    assert made.items[0].title == "Durable Execution"
    assert [item.featured for item in made.items] == [True, False, False, False]
    assert made.subject.startswith("Durable Execution")


def test_the_first_post_leads_without_being_featured() -> None:
    assert not any(item.featured for item in issue().items)


def test_an_override_changes_what_it_says_and_nothing_else() -> None:
    items = (Override("Queues", blurb="Why they fill up"), Override("A loose end", title="Tied up"))
    made = {item.post.title: item for item in issue(items=items).items}
    assert (made["Queues"].title, made["Queues"].blurb) == ("Queues", "Why they fill up")
    assert (made["A loose end"].title, made["A loose end"].blurb) == ("Tied up", "")
    assert made["Agents at work"].blurb == "How they work"


def test_a_lead_is_called_what_the_editor_calls_it() -> None:
    made = issue(items=(Override("Agents at work", title="Agents"),))
    assert made.subject == "Agents, and 3 more"


def test_the_editors_words_win() -> None:
    made = issue(title="T", subject="S", preheader="P", intro="I", outro="O")
    assert (made.title, made.subject, made.preheader) == ("T", "S", "P")
    assert (made.intro, made.outro) == ("I", "O")


def test_the_default_subject_is_the_lead_and_how_many_more() -> None:
    assert issue().subject == "Agents at work, and 3 more"
    assert issue(POSTS[:1]).subject == "Agents at work"


def test_the_default_preheader_names_the_others() -> None:
    assert issue().preheader == "Durable Execution · A loose end · Queues"


def test_code_marks_stay_out_of_the_subject() -> None:
    post = Post("loose", "Why `vllm serve` is slow")
    assert issue((post, post)).subject == "Why vllm serve is slow, and 1 more"


@settings(deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=150), min_size=1))
def test_subject_and_preheader_fit(titles: list[str]) -> None:
    made = issue(tuple(Post("loose", title) for title in titles))
    assert 0 < len(made.subject) <= 78
    assert len(made.preheader) <= 110


def test_a_long_title_is_cut_between_words_with_one_ellipsis() -> None:
    subject = issue((Post("loose", "Anatomy of agentic code assistance, " * 4), POSTS[2])).subject
    assert subject == "Anatomy of agentic code assistance, Anatomy of agentic code…, and 1 more"


@pytest.mark.parametrize(
    ("title", "window"),
    [
        ("February 2026", month("2026-02", BERLIN)),
        ("December 2026", month("2026-12", BERLIN)),
        ("November 2026", span("2026-11-01T09:00", "2026-12-01T09:00", BERLIN)),
        ("The week of 23 February 2026", W09),
        ("The week of 28 December 2026", week("2026-W53", BERLIN)),
        ("The week of 23 February 2026", span("2026-02-23T09:00", "2026-03-02T09:00", BERLIN)),
        ("20 November 2026", between(date(2026, 11, 20), date(2026, 11, 21), BERLIN)),
        ("1–14 November 2026", span("2026-11-01", "2026-11-15", BERLIN)),
        ("23 February – 8 March 2026", span("2026-02-23", "2026-03-09", BERLIN)),
        ("28 December 2026 – 10 January 2027", span("2026-12-28", "2027-01-11", BERLIN)),
        ("1 November 2025 – 30 November 2026", span("2025-11-01", "2026-12-01", BERLIN)),
    ],
)
def test_a_window_has_a_title(title: str, window: Window) -> None:
    assert window_title(window) == title


def test_named_tells_every_post_that_must_be_there() -> None:
    said = Curation(pin=("a",), drop=("b",), order=("c",), feature="d", items=(Override("e"),))
    assert said.named() == (("pin", "a"), ("order", "c"), ("items", "e"), ("feature", "d"))
