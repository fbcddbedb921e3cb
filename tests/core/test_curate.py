from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.core.arrange import lead_of
from digest.core.curate import compose
from digest.core.curation import Curation, Override, Own
from digest.core.model import Image, Issue, Post, SectionRule, Source
from digest.core.sections import Layout
from digest.core.window import week
from digest.render.english import English

BERLIN = ZoneInfo("Europe/Berlin")
W09 = week("2026-W09", BERLIN)
SOURCES = (
    Source("loose", "feed", ""),
    Source("systems", "feed", "", section="Systems"),
    Source("agents", "feed", "", section="Agents"),
    Source("more-systems", "feed", "", section="Systems"),
)
LAYOUT = Layout((), SOURCES)
POSTS = (
    Post("agents", "Agents at work", url="https://agents.example.org/", summary="How they work"),
    Post("systems", "Durable Execution", url="https://systems.example.org/durable"),
    Post("loose", "A loose end"),
    Post("more-systems", "Queues"),
)


def issue(posts: tuple[Post, ...] = POSTS, **said: object) -> Issue:
    return issue_of(posts, replace(Curation(), **said))  # type: ignore[arg-type]


def issue_of(posts: Sequence[Post], curation: Curation, layout: Layout = LAYOUT) -> Issue:
    return compose(
        posts, curation, issue_id="2026-W09", number=7, window=W09, layout=layout, words=English()
    )


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


def test_named_tells_every_reference() -> None:
    said = Curation(pin=("a",), drop=("b",), order=("c",), feature="d", items=(Override("e"),))
    assert said.named() == (
        ("pin", "a"),
        ("drop", "b"),
        ("order", "c"),
        ("items", "e"),
        ("feature", "d"),
    )


LINK = Own("link", "https://other.example.org/x", "A link", "Read it")
AD = Own("sponsor", "https://shop.example.org/", "A shop")
NOTE = Own("text", blurb="We *meet* on Friday.", title="A note")


def flat(made: Issue) -> list[str]:
    return [item.title for item in made.items]


def test_a_link_without_a_wish_stands_where_a_post_that_matches_nothing_does() -> None:
    assert shape(issue(add=(LINK,)))[0] == (None, ["Agents at work", "A loose end", "A link"])
    more = Layout((SectionRule("More"),), SOURCES)
    made = issue_of(POSTS, Curation(add=(LINK,)), more)
    assert shape(made)[-1] == ("More", ["A loose end", "A link"])


def test_a_sponsor_and_a_text_without_a_wish_end_the_issue() -> None:
    assert shape(issue(add=(AD, NOTE)))[-1] == (
        "Systems",
        ["Durable Execution", "Queues", "A shop", "A note"],
    )


def test_what_is_added_stands_in_the_section_that_is_asked_for() -> None:
    made = issue(add=(replace(LINK, section="Systems"), replace(AD, section="Elsewhere")))
    assert shape(made)[1:] == [
        ("Systems", ["Durable Execution", "Queues", "A link"]),
        ("Elsewhere", ["A shop"]),
    ]


def test_a_place_counts_over_everything_that_readers_see() -> None:
    made = issue(add=(replace(AD, place=3), replace(NOTE, place=1), replace(LINK, place=5)))
    rest = ["Durable Execution", "Queues"]
    assert flat(made) == ["A note", "Agents at work", "A shop", "A loose end", "A link", *rest]
    assert [section.title for section in made.sections] == [None, "Systems"]


def test_what_is_placed_between_two_headings_belongs_to_the_upper_one_unless_it_says_so() -> None:
    above, below = (issue(add=(replace(LINK, place=3, section=s),)) for s in ("", "Systems"))
    assert flat(above) == flat(below)
    assert shape(above)[0] == (None, ["Agents at work", "A loose end", "A link"])
    assert shape(below)[1] == ("Systems", ["A link", "Durable Execution", "Queues"])


def test_a_link_in_the_first_place_leads() -> None:
    made = issue(add=(replace(LINK, place=1),))
    assert shape(made)[0] == (None, ["A link", "A loose end"])
    assert made.subject == "A link, and 4 more"
    assert lead_of(made.items) == made.items[0]


@pytest.mark.parametrize("own", [AD, NOTE])
def test_a_sponsor_and_a_text_never_lead(own: Own) -> None:
    made = issue(add=(replace(own, place=1),), feature=own.title)
    assert flat(made)[0] == own.title
    assert lead_of(made.items) == made.items[1]
    assert made.subject == "Agents at work, and 3 more"


def test_a_link_alone_makes_an_issue() -> None:
    made = issue((), add=(AD, replace(LINK, place=7), NOTE))
    assert shape(made) == [(None, ["A link", "A shop", "A note"])]
    assert (made.subject, made.preheader) == ("A link", "Read it")


def test_order_and_feature_may_name_what_is_added() -> None:
    made = issue(add=(AD, LINK), order=("Queues", "A shop"), feature="https://other.example.org/x")
    assert shape(made) == [
        (None, ["A link", "A loose end"]),
        ("Systems", ["Queues", "A shop", "Durable Execution"]),
        ("Agents", ["Agents at work"]),
    ]


def test_a_sponsor_that_is_ordered_first_stands_above_the_lead() -> None:
    made = issue(add=(NOTE, AD), order=("A shop", "A note", "Queues"))
    assert flat(made)[:3] == ["A shop", "A note", "Queues"]


def test_what_is_added_and_dropped_is_out() -> None:
    assert "A link" not in flat(issue(add=(LINK,), drop=("A link",)))


def test_a_link_of_the_editors_stands_for_a_post_of_its_address() -> None:
    post = replace(POSTS[1], keys=("systems.example.org/durable", "old.example.org/durable"))
    mine = Own("link", "https://www.systems.example.org/durable/?utm_source=x", "Durable", "Mine")
    other, item = issue((POSTS[0], post), add=(mine,)).items
    assert (other.kind, item.kind, item.blurb) == ("post", "link", "Mine")
    assert item.post.keys == post.keys


def test_a_source_may_ask_that_its_post_leads() -> None:
    posts = (*POSTS[:2], replace(POSTS[2], tags=("Digest:Feature",)), POSTS[3])
    assert issue(posts).items[0].title == "A loose end"
    assert issue(posts, feature="Queues").items[0].title == "Queues"
    assert issue(posts, add=(replace(LINK, place=1),)).items[0].title == "A link"


def test_a_heading_has_other_words_and_a_post_another_section() -> None:
    made = issue(
        sections={"Systems": "Machines", "Agents": "Machines"},
        items=(Override("A loose end", section="Agents"), Override("Queues", section="New")),
    )
    assert shape(made) == [
        (None, ["Agents at work"]),
        ("Machines", ["Durable Execution", "A loose end"]),
        ("New", ["Queues"]),
    ]


def test_a_picture_of_the_editors_is_on_the_item() -> None:
    picture = Image("https://example.org/x.png", "X")
    made = issue(items=(Override("Queues", image=picture),), add=(replace(AD, image=picture),))
    images = {item.title: item.image or item.post.image for item in made.items}
    assert images["Queues"] == images["A shop"] == picture


OWN = st.builds(
    Own,
    kind=st.sampled_from(["link", "sponsor", "text"]),
    url=st.none(),
    title=st.sampled_from(["one", "two", "three"]),
    section=st.sampled_from(["", "Systems", "Elsewhere"]),
    place=st.none() | st.integers(1, 12),
)
REFERENCES = st.lists(st.sampled_from([p.title for p in POSTS] + ["one", "two", "nobody"]))
CURATIONS = st.builds(
    Curation,
    order=REFERENCES.map(tuple),
    feature=st.sampled_from(["", "Queues", "one", "nobody"]),
    items=st.lists(
        st.builds(
            Override,
            st.sampled_from([p.title for p in POSTS]),
            section=st.sampled_from(["", "Agents", "Elsewhere"]),
        )
    ).map(tuple),
    add=st.lists(OWN, max_size=6).map(tuple),
    sections=st.dictionaries(st.sampled_from(["Systems", "Agents"]), st.sampled_from(["A", "B"])),
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(POSTS), min_size=1, unique_by=id), CURATIONS)
def test_everything_is_in_the_issue_once_whatever_is_asked_for(
    posts: list[Post], curation: Curation
) -> None:
    made = issue_of(posts, curation)
    wanted = [post.title for post in posts] + [own.title for own in curation.add]
    assert sorted(flat(made)) == sorted(wanted)
    headings = [section.title for section in made.sections]
    assert len(set(headings)) == len(headings)
    assert None not in headings[1:]
    lead = lead_of(made.items)
    assert lead
    assert headings[0] is None
    assert lead in made.sections[0].items
