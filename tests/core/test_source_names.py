"""Names that can be typed."""

import pytest

from digest.core.source_names import source_name

URL = "https://www.blog.example.org/index.xml"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Ann's Blog", "anns-blog"),
        ("Notes | Ann Example", "notes"),
        ("Café Über", "cafe-uber"),
        ("日々の記録", "日々の記録"),
        ("", "blog-example-org"),
        ("!!!", "blog-example-org"),
        ("Well-known: a blog on queues", "well-known"),
        ("A very long name of a blog with no end", "a-very-long-name-of-a-blog-with-no-end"),
        ("A blog which has one more word than fit", "a-blog-which-has-one-more-word-than-fit"),
        ("A blog which has one more word than fits in", "a-blog-which-has-one-more-word-than-fits"),
    ],
)
def test_a_name_comes_from_the_title_else_from_the_host(title, name):
    assert source_name(title, URL, ()) == name


def test_a_name_that_is_taken_is_numbered():
    assert source_name("Notes", URL, {"notes", "notes-2"}) == "notes-3"


def test_a_local_path_without_a_title_still_has_a_name():
    assert source_name("", "posts", ()) == "source"
