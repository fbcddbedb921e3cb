"""An editor names a post as it comes to mind; issue.toml names it so that it is the only one."""

import pytest

from digest.core.errors import UsageError
from digest.core.model import Post
from digest.core.references import find, name_of

QUEUES = Post("a", "What a queue forgets", url="https://a.example.org/queue/")
RETRIES = Post("a", "Second thoughts on retries", url="https://a.example.org/retries/")
MORE = Post("b", "More thoughts on “queues”", url="https://b.example.org/#more")
LAST = Post("b", "More", url="https://b.example.org/#last")
POSTS = (QUEUES, RETRIES, MORE, LAST)


@pytest.mark.parametrize(
    ("reference", "post"),
    [
        ("https://a.example.org/queue/", QUEUES),
        ("http://www.a.example.org/queue?utm_source=x", QUEUES),
        ("what a QUEUE forgets", QUEUES),
        ("retries", RETRIES),
        ('more thoughts on "queues"', MORE),
        ("More", LAST),
    ],
)
def test_a_post_is_found_by_address_title_or_words_of_it(reference, post):
    assert find(reference, POSTS) is post


def test_words_of_several_titles_are_refused_with_a_list_of_them():
    with pytest.raises(UsageError, match='"thoughts" may be 2 posts') as caught:
        find("thoughts", POSTS)

    assert '"Second thoughts on retries" (a) https://a.example.org/retries/' in caught.value.hint
    assert MORE.title in caught.value.hint


def test_a_slip_of_the_hand_is_told_the_nearest_titles():
    with pytest.raises(UsageError, match="no post") as caught:
        find("What a quee forgets", POSTS)

    assert caught.value.hint == 'did you mean "What a queue forgets"?'


@pytest.mark.parametrize("reference", ["", "  ", "…", "Something else entirely"])
def test_what_names_nothing_is_refused(reference):
    with pytest.raises(UsageError) as caught:
        find(reference, POSTS)

    assert "digest posts --explain" in caught.value.hint


def test_an_unknown_page_may_be_added():
    with pytest.raises(UsageError) as caught:
        find("https://c.example.org/", POSTS)

    assert "digest issues add https://c.example.org/" in caught.value.hint


def test_a_post_is_named_by_its_address_unless_others_share_that():
    assert name_of(QUEUES, POSTS) == QUEUES.url
    assert name_of(LAST, POSTS) == "More"
    assert name_of(Post("c", "No address"), POSTS) == "No address"
