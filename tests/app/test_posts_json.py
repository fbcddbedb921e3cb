import json
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from digest.app.posts_json import from_json, to_json
from digest.core.model import Image, Post
from digest.core.when import When

WHENS = st.one_of(
    st.builds(
        When,
        st.datetimes(timezones=st.just(UTC)),
        st.none(),
        st.just("instant"),
        st.text(),
        st.just("feed"),
    ),
    st.builds(
        When, st.none(), st.dates(date(1990, 1, 1)), st.just("day"), st.text(), st.just("feed")
    ),
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=9)
POSTS = st.builds(
    Post,
    TEXT,
    TEXT,
    published=st.none() | WHENS,
    updated=st.none() | WHENS,
    expires=st.none() | WHENS,
    first_seen=st.none(),
    minutes=st.none() | st.integers(0, 9),
    image=st.none() | st.builds(Image, st.none() | TEXT, st.none() | TEXT),
    provenance=st.dictionaries(st.sampled_from(["title", "url"]), TEXT),
    also_in=st.just(()),
    **dict.fromkeys(("url", "page", "content", "language", "native_id"), st.none() | TEXT),
    **dict.fromkeys(("authors", "tags", "aliases", "keys"), st.lists(TEXT, max_size=3).map(tuple)),
)


@given(POSTS)
def test_a_post_comes_back_as_it_was(post: Post) -> None:
    assert from_json(json.loads(json.dumps(to_json(post)))) == post


def test_nought_is_not_unknown_and_an_offset_stays() -> None:
    at = datetime.fromisoformat("2026-11-20T10:00:00-05:00")
    post = Post("s", "t", minutes=0, published=When(at, None, "instant", "raw", "feed"))
    back = from_json(to_json(post))
    assert back.minutes == 0
    assert back.published
    assert back.published.instant
    assert back.published.instant.utcoffset() == at.utcoffset()
