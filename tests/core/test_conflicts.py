from dataclasses import replace

import pytest

from digest.core.conflicts import problems
from digest.core.curation import Curation, Override, Own
from digest.core.mentions import Former, Wishes
from digest.core.model import Post, SectionRule, Source
from digest.core.sections import Layout

LAYOUT = Layout((SectionRule("Agents", ("agent",)),), (Source("blog", "feed", "", section="Go"),))
QUEUES = Post(
    "blog", "On queues", url="https://example.org/q", key="example.org/q", keys=("example.org/q",)
)
RETRIES = Post("blog", "Retries", key="title:blog:retries", keys=("title:blog:retries",))
LINK = Own("link", "https://other.example.org/x", "A link")
AD = Own("sponsor", "https://shop.example.org/", "A shop")


def told(said: Curation, former: Former = Former()) -> list[str]:  # noqa: B008
    return [
        problem.message for problem in problems(Wishes(said, (QUEUES, RETRIES), former), LAYOUT)
    ]


def test_wishes_that_can_be_granted_are_no_conflict() -> None:
    said = Curation(
        pin=("https://example.org/q",),
        order=("A shop", "retries"),
        drop=("A link",),
        feature="On queues",
        items=(Override("Retries", section="New"),),
        add=(LINK, AD),
        sections={"Go": "Golang", "Agents": "Robots", "New": "Newer"},
    )
    assert told(said) == []


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("pin", Curation(pin=("On queus",))),
        ("order", Curation(order=("On queus",))),
        ("drop", Curation(drop=("On queus",))),
        ("feature", Curation(feature="On queus")),
        ("items", Curation(items=(Override("On queus"),))),
    ],
)
def test_a_name_that_nothing_has_is_told_with_the_nearest(key: str, said: Curation) -> None:
    (problem,) = problems(Wishes(said, (QUEUES, RETRIES)), LAYOUT)
    assert problem.message == f'{key} names "On queus": no source has a post of that URL or title'
    assert problem.hint == 'did you mean "On queues"?'


def test_what_the_last_build_had_may_be_gone_but_for_a_pin() -> None:
    gone = Former(posts=(replace(QUEUES, title="Old", keys=("old",), key="old", url=None),))
    assert told(Curation(order=("Old",), drop=("Old",), feature="Old"), gone) == []
    assert len(told(Curation(pin=("Old",)), gone)) == 1
    assert told(Curation(items=(Override("Gone"),)), Former(references={"Gone": "x"})) == []


def test_a_pin_and_an_item_mean_posts_only() -> None:
    assert len(told(Curation(pin=("A link",), items=(Override("A link"),), add=(LINK,)))) == 2


def test_a_post_is_not_wanted_and_unwanted_by_two_names() -> None:
    said = Curation(pin=("On queues",), drop=("https://example.org/q",))
    assert told(said) == ['"On queues" is both pinned and dropped']


def test_a_post_has_not_two_items_by_two_names() -> None:
    said = Curation(items=(Override("On queues"), Override("https://example.org/q")))
    assert told(said) == ['two [[items]] are for "On queues"']


def test_a_sponsor_cannot_lead() -> None:
    said = Curation(feature="A shop", add=(AD,))
    assert told(said) == ['feature names "A shop", a sponsor']
    assert told(replace(said, add=(AD, replace(LINK, title="A shop")))) == []


def test_a_heading_that_is_not_there_has_no_other_words() -> None:
    (problem,) = problems(Wishes(Curation(sections={"Agent": "Robots"})), LAYOUT)
    assert problem.message == '[sections] names "Agent": no section is called that'
    assert problem.hint == 'did you mean "Agents"?'


def test_the_headings_that_there_are_are_listed_once() -> None:
    asked = replace(LINK, section="Go")
    said = Curation(sections={"Xyz": "Words"}, add=(asked, asked))
    (problem,) = problems(Wishes(said), LAYOUT)
    assert problem.hint == "there are: Agents, Go"
    (problem,) = problems(Wishes(Curation(sections={"Xyz": "Words"})), Layout((), ()))
    assert problem.hint == "there are no headings: remove it"


def test_a_link_that_was_sent_can_still_be_named() -> None:
    said = Curation(order=("A link",), add=(LINK,))
    assert problems(Wishes(said, (QUEUES,), sent=((LINK, "2026-W08"),)), LAYOUT) == ()
