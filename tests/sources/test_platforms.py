import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.core.errors import SourceError
from digest.core.model import Image, Post, Source
from digest.sources import devto, wordpress

PRESS = "https://press.example.org/wp-json/wp/v2/posts?per_page=100"
DEV = "https://dev.to/api/articles?username=ana"
KINDS = {"wordpress": (wordpress, PRESS), "devto": (devto, DEV)}

GEARS: dict[str, Any] = {
    "id": 31,
    "date": "2026-02-20T18:05:00",
    "date_gmt": "2026-02-20T17:05:00",
    "modified_gmt": "2026-02-21T08:00:00",
    "guid": {"rendered": "https://press.example.org/?p=31"},
    "link": "https://press.example.org/gears/",
    "title": {"rendered": "Gears that don&#8217;t slip: Vec&lt;T&gt;"},
    "excerpt": {"rendered": "<p>Teeth are a contract [&hellip;]</p>\n"},
    "content": {"rendered": "<p>Teeth are a contract, and more.</p>"},
    "_embedded": {
        "author": [{"name": "Ana Ruiz"}],
        "wp:featuredmedia": [{"source_url": "/gears.jpg", "alt_text": "Brass gears"}],
        "wp:term": [
            [{"taxonomy": "category", "name": "Uncategorized"}],
            [{"taxonomy": "post_tag", "name": "Metal &amp; oil"}, {"taxonomy": "nav", "name": "X"}],
        ],
    },
}


def read(kind: str, data: object) -> list[Post]:
    module, where = KINDS[kind]
    body = data if isinstance(data, bytes) else json.dumps(data).encode()
    return list(module.parse(body, Source("s", kind, where), location=where))


def test_wordpress_tells_all_of_a_post() -> None:
    (post,) = read("wordpress", [GEARS])
    assert (post.title, post.url) == (
        "Gears that don’t slip: Vec<T>",
        "https://press.example.org/gears/",
    )
    assert (post.summary, post.truncated) == ("Teeth are a contract", True)
    assert post.content == "<p>Teeth are a contract, and more.</p>"
    assert (post.authors, post.tags) == (("Ana Ruiz",), ("Metal & oil",))
    assert post.image == Image("https://press.example.org/gears.jpg", "Brass gears")
    assert post.native_id == "https://press.example.org/?p=31"
    assert (post.minutes, post.words) == (None, None)


def test_wordpress_dates_are_read_in_utc_and_not_in_the_nameless_zone_of_the_site() -> None:
    (post,) = read("wordpress", [GEARS])
    assert post.published is not None
    assert post.updated is not None
    assert str(post.published.instant) == "2026-02-20 17:05:00+00:00"
    assert str(post.updated.instant) == "2026-02-21 08:00:00+00:00"


@pytest.mark.parametrize("odd", [5, "x", [5], [[5]], {"a": 1}, None])
def test_odd_embedded_things_are_passed_over(odd: object) -> None:
    embedded = {"author": odd, "wp:featuredmedia": odd, "wp:term": odd}
    (post,) = read("wordpress", [GEARS | {"_embedded": embedded}])
    assert (post.authors, post.tags, post.image) == ((), (), None)


def test_a_refusal_of_wordpress_is_passed_on_in_its_words() -> None:
    with pytest.raises(SourceError, match="REST API is switched off"):
        read("wordpress", {"code": "rest_disabled", "message": "The REST API is switched off."})


def test_devto_tells_minutes_and_tags() -> None:
    article = {
        "id": 7,
        "title": "Locks in Rust",
        "url": "https://dev.to/ana/locks",
        "description": "What a lock costs...",
        "published_at": "2026-02-14T10:00:00Z",
        "edited_at": None,
        "tag_list": ["rust", "locks"],
        "cover_image": "https://media.example.org/c.png",
        "reading_time_minutes": 0,
        "user": {"name": "Ana Ruiz"},
    }
    (post,) = read("devto", [article])
    assert (post.title, post.url) == ("Locks in Rust", "https://dev.to/ana/locks")
    assert (post.summary, post.truncated) == ("What a lock costs", True)
    assert (post.minutes, post.tags, post.authors) == (0, ("rust", "locks"), ("Ana Ruiz",))
    assert post.published is not None
    assert str(post.published.instant) == "2026-02-14 10:00:00+00:00"
    (other,) = read("devto", [{"title": "A", "tag_list": "go, c"}])
    assert other.tags == ("go", "c")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"{}", b"[" * 30_000], ids="empty page object deep".split()
)
def test_what_is_no_list_is_told(kind: str, body: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        read(kind, body)
    assert "https://" in caught.value.hint


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(KINDS)),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=9),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from([*GEARS, *GEARS["_embedded"], "rendered", "user"]), inner
            )
        ),
    ),
)
def test_no_json_raises_anything_but_a_source_error(kind: str, data: object) -> None:
    with suppress(SourceError):
        read(kind, [data])
        read(kind, data)
