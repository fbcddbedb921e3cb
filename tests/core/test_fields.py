"""What is known of a post, and who said it."""

from digest.core.fields import missing, provenance
from digest.core.model import AlsoIn, Post


def test_missing_fields_are_counted_and_nought_is_a_value():
    posts = [Post("a", "One", minutes=0, summary="Text."), Post("a", "Two", words=12)]

    found = missing(posts)

    assert found["published"] == 2
    assert (found["minutes"], found["words"], found["summary"]) == (1, 1, 1)
    assert "title" not in found


def test_each_known_field_says_where_it_was_read():
    read = {"title": "title", "summary": "content", "minutes": "list (computed)", "words": "list"}
    post = Post(
        "blog", "One", summary="Text.", minutes=3, words=600, tags=("x",), provenance=read,
        also_in=(AlsoIn("list", None),),
    )  # fmt: skip

    assert provenance(post, "feed") == {
        "title": "feed",
        "summary": "feed (content)",
        "tags": "feed",
        "minutes": "list (computed)",
        "words": "list",
    }
