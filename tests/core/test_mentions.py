from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from digest.core.context import names
from digest.core.curation import Curation, Override, Own
from digest.core.history import SentIssue, SentPosts
from digest.core.mentions import Former, Named, Wishes, sent_links
from digest.core.model import Post

QUEUES = Post("blog", "On queues", url="https://example.org/q/", keys=("example.org/q",))
RETRIES = Post("blog", "Retries", keys=("title:blog:retries",))
POSTS = (
    replace(QUEUES, key="example.org/q"),
    replace(RETRIES, key="title:blog:retries"),
)
LINK = Own("link", "https://other.example.org/x", "A link")


def test_a_post_is_found_by_key_url_and_title() -> None:
    named = Named(POSTS)
    for reference in ("example.org/q", "http://www.example.org/q?utm_source=x", " on  QUEUES "):
        assert named.find(reference) == POSTS[0]
    assert named.find("nothing") is None
    assert named.find("") is None


@given(st.sampled_from(["on queues", "https://example.org/q", "example.org/q", "retries", "x", ""]))
def test_a_post_is_found_as_the_selection_finds_it(reference: str) -> None:
    found = Named(POSTS).find(reference)
    assert ([found] if found else []) == [post for post in POSTS if names(reference, post)]


def test_the_nearest_title_is_the_hint() -> None:
    assert Named(POSTS).near("On queus") == 'did you mean "On queues"?'
    assert Named(POSTS).near("zzz") == ""
    assert Named(POSTS).near("https://example.org/new").startswith("digest issues add https://")


def test_a_post_is_still_meant_when_its_source_calls_it_something_else() -> None:
    former = Former(posts=POSTS)
    renamed = replace(POSTS[0], title="On lines")
    said = Curation(
        pin=("On queues",),
        drop=("On queues",),
        order=("Retries", "On queues"),
        feature="On queues",
        items=(Override("On queues", title="Mine"),),
    )
    heard = Wishes(said, (renamed, POSTS[1]), former).heard()
    assert (heard.pin, heard.drop) == (("example.org/q",), ("example.org/q",))
    assert heard.order == ("Retries", "example.org/q")
    assert (heard.feature, heard.items[0]) == ("example.org/q", Override("example.org/q", "Mine"))


def test_a_title_that_another_post_has_now_means_that_one() -> None:
    moved = (replace(POSTS[0], title="Retries"), replace(POSTS[1], title="Other"))
    said = Curation(order=("Retries",))
    assert Wishes(said, moved, Former(posts=POSTS)).heard() == said


def test_what_a_reference_meant_is_remembered_from_build_to_build() -> None:
    said = Curation(order=("On queues", "Retries", "A link"), add=(LINK,))
    first = Wishes(said, POSTS).remembered()
    assert first == {"On queues": "example.org/q", "Retries": "title:blog:retries"}
    renamed = (replace(POSTS[0], title="On lines"),)
    second = Wishes(said, renamed, Former(references=first))
    assert second.heard().order == ("example.org/q", "Retries", "A link")
    assert second.remembered() == first


def test_nothing_is_remembered_that_is_named_no_more() -> None:
    assert Wishes(Curation(), POSTS, Former(references={"Retries": "x"})).remembered() == {}


def test_a_link_that_a_former_issue_had_is_left_out() -> None:
    end = datetime(2026, 3, 2, tzinfo=UTC)
    post = Post("", "Else", keys=("other.example.org/x",))
    sent = SentPosts((SentIssue("2026-W08", end, (post,)),), ZoneInfo("UTC"))
    said = Curation(add=(LINK, replace(LINK, kind="sponsor"), Own("link", "https://x.org", "B")))
    assert sent_links(said, sent) == ((LINK, "2026-W08"),)
    assert sent_links(Curation(add=(replace(LINK, again=True),)), sent) == ()
    assert Wishes(said, sent=sent_links(said, sent)).heard().add == said.add[1:]
