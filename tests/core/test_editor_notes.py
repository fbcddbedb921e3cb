from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from digest.core.curate import compose
from digest.core.curation import Curation, Override, Own
from digest.core.editor_notes import of_issue, of_wishes
from digest.core.mentions import Former, Wishes
from digest.core.model import Candidate, Post, Source
from digest.core.sections import Layout
from digest.core.window import week
from digest.render.english import English

UTC = ZoneInfo("UTC")
LAYOUT = Layout((), (Source("blog", "feed", "", section="Go"), Source("loose", "feed", "")))
QUEUES = Post(
    "blog",
    "On queues",
    url="https://example.org/q",
    summary="They fill up.",
    key="example.org/q",
    keys=("example.org/q",),
)
RETRIES = Post("blog", "Retries", key="title:blog:retries", keys=("title:blog:retries",))
LOOSE = Post("loose", "Loose", key="l", keys=("l",))
POSTS = (QUEUES, RETRIES, LOOSE)
LINK = Own("link", "https://other.example.org/x", "A link")
AD = Own("sponsor", "https://shop.example.org/", "A shop")


def about_wishes(said: Curation, former: Former | None = None, *out: Candidate) -> list[str]:
    return list(of_wishes(Wishes(said, POSTS, former or Former()), out))


def about_issue(said: Curation, former: Former | None = None) -> list[str]:
    wishes = Wishes(said, POSTS, former or Former())
    window = week("2026-W09", UTC)
    made = compose(
        POSTS,
        wishes.heard(),
        issue_id=window.id,
        number=1,
        window=window,
        layout=LAYOUT,
        words=English(),
    )
    return list(of_issue(wishes, POSTS, made))


def test_an_issue_as_it_is_wanted_has_no_notes() -> None:
    said = Curation(
        order=("Retries",),
        items=(Override("Retries", "Mine", "My words"),),
        add=(replace(LINK, place=2), replace(AD, place=4, section="Go")),
    )
    assert about_wishes(said, Former(posts=POSTS)) == []
    assert about_issue(said, Former(posts=POSTS)) == []


def test_a_post_with_another_title_is_told() -> None:
    former = Former(references={"On lines": "example.org/q"})
    assert about_wishes(Curation(order=("On lines",)), former) == [
        'issue.toml: order names "On lines", which is called "On queues" now'
    ]


def test_a_post_that_is_gone_is_told() -> None:
    former = Former(references={"On lines": "example.org/l"})
    assert about_wishes(Curation(drop=("On lines",)), former) == [
        'issue.toml: drop names "On lines", which is gone from its source'
    ]


def test_a_link_that_was_sent_is_told_with_what_to_type() -> None:
    wishes = Wishes(Curation(add=(LINK,)), POSTS, sent=((LINK, "2026-W08"),))
    told = 'issue.toml adds "A link", which 2026-W08 had: it stays out'
    assert of_wishes(wishes, ()) == (f"{told}; again = true in its [[add]] takes it",)


def test_a_pin_that_stays_out_is_told() -> None:
    out = Candidate(QUEUES, selected=False, code="already-sent", reason="sent in 2026-W08")
    kept = Candidate(RETRIES, selected=True, code="pinned", reason="pinned in issue.toml")
    assert about_wishes(Curation(pin=("On queues", "Retries")), None, out, kept) == [
        'issue.toml pins "On queues", which stays out: sent in 2026-W08'
    ]


def test_wishes_about_posts_that_stay_out_are_told() -> None:
    out = Candidate(QUEUES, selected=False, code="maximum", reason="the issue has its 2 posts")
    said = Curation(
        order=("On queues",), feature="On queues", items=(Override("On queues"),), drop=("Retries",)
    )
    assert about_wishes(said, None, out) == [
        f'issue.toml names in {key} "On queues", which stays out: the issue has its 2 posts'
        for key in ("order", "items", "feature")
    ]


def test_of_two_posts_of_one_title_it_is_enough_that_one_is_in() -> None:
    out = Candidate(QUEUES, selected=False, code="maximum", reason="the issue has its 2 posts")
    kept = Candidate(replace(QUEUES, keys=("x",), url=None), selected=True, code="x", reason="x")
    assert about_wishes(Curation(pin=("On queues",)), None, out, kept) == []


def test_what_is_added_and_dropped_is_told() -> None:
    text = Own("text", blurb="We meet on Friday")
    said = Curation(add=(LINK, text), drop=("https://other.example.org/x", "we meet on friday"))
    assert about_wishes(said) == [
        'issue.toml adds "A link" and drops it: it stays out',
        'issue.toml adds "We meet on Friday" and drops it: it stays out',
    ]


def test_words_of_the_editors_for_a_post_that_changed_are_told_with_both() -> None:
    was = replace(QUEUES, title="On lines", summary="They are long.")
    said = Curation(items=(Override("https://example.org/q", "Mine", "My words"),))
    title, blurb = about_issue(said, Former(posts=(was,)))
    assert title == (
        'issue.toml calls a post "Mine"; its own title was "On lines" and is now "On queues"'
    )
    assert blurb == (
        'issue.toml has a blurb for "On queues"; '
        'its own summary was "They are long." and is now "They fill up."'
    )
    assert about_issue(said, Former(posts=(QUEUES,))) == []
    untouched = Curation(items=(Override("On queues", section="New"),))
    assert about_issue(untouched, Former(posts=(was,))) == []


def test_of_long_summaries_the_part_that_differs_is_shown() -> None:
    was = replace(QUEUES, summary=f"{'word ' * 60}end")
    now = replace(QUEUES, summary=f"{'word ' * 60}beginning")
    said = Curation(items=(Override("On queues", blurb="My words"),))
    window = week("2026-W09", UTC)
    made = compose(
        (now,), said, issue_id=window.id, number=1, window=window, layout=LAYOUT, words=English()
    )
    (note,) = of_issue(Wishes(said, (now,), Former(posts=(was,))), (now,), made)
    assert 'word end" and is now "…' in note
    assert 'word beginning"' in note
    assert len(note) < 250


def test_a_link_to_a_post_of_the_issue_is_told() -> None:
    said = Curation(add=(replace(LINK, url="https://www.example.org/q/"),))
    assert about_issue(said) == [
        '"On queues" (blog) is in the issue once: as the link of issue.toml'
    ]


@pytest.mark.parametrize(
    ("said", "note"),
    [
        (Curation(add=(replace(LINK, place=9),)), " at place 9: it stands at 4 of 4"),
        (
            Curation(add=(replace(AD, place=2), replace(LINK, place=2))),
            " at place 2: it stands at 3 of 5",
        ),
        (
            Curation(add=(replace(LINK, place=3),), feature="A link"),
            " at place 3: it stands at 1 of 4",
        ),
        (
            Curation(add=(replace(LINK, place=2, section="New"),)),
            ' at place 2 and under "New": at that place it stands without a heading',
        ),
        (
            Curation(add=(replace(LINK, place=2),), order=("A link",)),
            " at place 2 and names it in order: its place counts",
        ),
    ],
)
def test_a_place_that_something_else_contradicts_is_told(said: Curation, note: str) -> None:
    assert about_issue(said) == [f'issue.toml puts "A link"{note}']
