import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.core.urls import same_site, url_key

POST = "https://example.org/blog/durable-execution"


@pytest.mark.parametrize(
    "written",
    [
        "http://example.org/blog/durable-execution",
        "https://www.example.org/blog/durable-execution/",
        "HTTPS://Example.ORG/blog/durable-execution",
        "https://example.org:443/blog/durable-execution",
        "http://example.org:80/blog/durable-execution",
        "https://example.org./blog/durable-execution",
        "https://example.org/blog/durable-execution/index.html",
        "https://example.org/blog/durable-execution/index.htm",
        "https://example.org/blog/durable-execution/amp/",
        "https://example.org/blog/durable-execution?amp=1",
        "https://example.org/blog/durable-execution?amp",
        "https://example.org/blog/./durable-execution",
        "https://example.org/blog/drafts/../durable-execution",
        "https://example.org//blog//durable-execution",
        "https://example.org/blog/durable-execution#comments",
        "https://example.org/blog/durable-execution?",
        "https://example.org/blog/durable-execution?utm_source=rss&utm_medium=feed",
        "https://example.org/blog/durable-execution?fbclid=abc&gclid=1&mc_cid=2&mc_eid=3",
        "https://example.org/blog/durable-execution?UTM_Source=rss",
        "  https://example.org/blog/durable-execution\n",
        "https://ann:secret@example.org/blog/durable-execution",
    ],
)
def test_ways_to_write_one_address_have_one_key(written: str) -> None:
    assert url_key(written) == url_key(POST)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/?p=1", "https://example.org/?p=2"),
        ("https://example.org/?p=1", "https://example.org/"),
        ("https://example.org/?q=", "https://example.org/"),
        ("https://example.org/a?ref=1", "https://example.org/a"),
        ("https://example.org/a?id=1&id=2", "https://example.org/a?id=2"),
        ("https://example.org/Rust", "https://example.org/rust"),
        ("https://example.org:8080/a", "https://example.org/a"),
        ("https://example.org:80/a", "https://example.org/a"),
        ("https://example.org/a", "https://blog.example.org/a"),
        ("https://example.org/part-1", "https://example.org/part-2"),
        ("https://example.org/#!/one", "https://example.org/#!/two"),
        ("https://example.org/.well-known", "https://example.org/well-known"),
        ("https://example.org/...", "https://example.org/"),
        ("https://example.org/a%2Fb", "https://example.org/a/b"),
        ("https://example.org/camp", "https://example.org/c"),
    ],
)
def test_different_pages_have_different_keys(one: str, other: str) -> None:
    assert url_key(one) != url_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://münchen.example/grüße", "https://xn--mnchen-3ya.example/gr%C3%BC%C3%9Fe"),
        ("https://example.org/a?b=1&a=2", "https://example.org/a?a=2&b=1"),
        ("https://example.org/%e2%82%ac", "https://example.org/%E2%82%AC"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("https://example.org", "https://example.org/"),
    ],
)
def test_encodings_of_one_address_have_one_key(one: str, other: str) -> None:
    assert url_key(one) == url_key(other)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/relative",
        "example.org/a",
        "mailto:me@example.org",
        "javascript:alert(1)",
        "ftp://example.org/a",
        "file:///etc/hosts",
        "https://",
        "https://./",
        "https:///path",
        "https://[::1",
        "https://example.org:port/",
        "https://example.org:99999/",
        "https://example.org/\ud800",
        "https://example.org/?a=\ud800",
    ],
)
def test_what_is_no_web_address_has_no_key(text: str) -> None:
    assert url_key(text) is None


@settings(deadline=None)
@given(st.text(st.characters(codec=None), max_size=40), st.booleans())
def test_garbage_never_raises(text: str, scheme: bool) -> None:
    key = url_key(f"https://{text}" if scheme else text)
    assert key is None or key


@settings(deadline=None)
@given(
    st.text("abcXYZ019-_.~/%é", max_size=20),
    st.dictionaries(st.text("abc", min_size=1, max_size=3), st.text("xyz 1é&=", max_size=5)),
)
def test_a_key_is_its_own_key(path: str, query: dict[str, str]) -> None:
    from urllib.parse import urlencode

    key = url_key(f"https://example.org/{path}?{urlencode(query)}")
    assert key is not None
    again = url_key(f"https://{key}")
    assert again == url_key(f"http://www.{key}")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("example.org/a", "example.org/b", True),
        ("example.org", "blog.example.org/a", True),
        ("blog.example.org/a", "example.org", True),
        ("ann.github.io/a", "bob.github.io/b", False),
        ("a.co.uk", "b.co.uk", False),
        ("myexample.org", "example.org", False),
        ("example.org?p=1", "example.org?p=2", True),
    ],
)
def test_a_site_is_a_host_and_what_is_below_it(one: str, other: str, same: bool) -> None:
    assert same_site(one, other) is same
