import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.core.links import absolute

SITE = "https://example.org/blog/"


@pytest.mark.parametrize(
    ("href", "bases", "url"),
    [
        ("post/", (SITE,), "https://example.org/blog/post/"),
        ("/post/", (SITE,), "https://example.org/post/"),
        ("//cdn.example.org/x", (SITE,), "https://cdn.example.org/x"),
        ("post", ("/deep/", None, SITE), "https://example.org/deep/post"),
        (" https://example.org/a\n/b ", (), "https://example.org/a/b"),
        ("https://example.org/a b", (), "https://example.org/a%20b"),
        ("https://example.org/a%20b?q=1&r=%2F#top", (), "https://example.org/a%20b?q=1&r=%2F#top"),
        ("https://example.org/caf\u00e9", (), "https://example.org/caf%C3%A9"),
        ("HTTPS://example.org:8080/x", (), "https://example.org:8080/x"),
    ],
)
def test_an_address_is_made_absolute(href: str, bases: tuple[str, ...], url: str) -> None:
    assert absolute(href, bases) == url


@pytest.mark.parametrize(
    "href",
    [
        *("", None, "javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x"),
        *("mailto:a@b.c", "file:///etc/passwd", "http://", "https://[::1"),
        *("http://example.org:port/", 'http://a"b/'),
    ],
)
def test_what_is_no_web_address_is_none(href: str | None) -> None:
    assert absolute(href, (SITE,)) is None


def test_a_relative_address_needs_a_base() -> None:
    assert absolute("/post/") is None
    assert absolute("/post/", ("/folder/feed.xml",)) is None


@given(st.text(), st.text())
def test_any_text_is_an_address_or_none(href: str, base: str) -> None:
    url = absolute(href, (base,))
    assert url is None or url.startswith(("http://", "https://"))


@given(st.from_regex(r"https://example\.org/[ -~]*", fullmatch=True))
def test_making_absolute_twice_changes_nothing(url: str) -> None:
    once = absolute(url)
    assert absolute(once) == once
