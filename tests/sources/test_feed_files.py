"""Each feed in tests/data/feeds beside the posts it holds; empty fields are not written down."""

import json
from pathlib import Path

import pytest

from digest.core.model import Post, Source
from digest.sources.feed import parse

DATA = Path(__file__).parent.parent / "data" / "feeds"
FEEDS = sorted(path for path in DATA.iterdir() if not path.name.endswith(".expected.json"))


def shown(post: Post) -> dict[str, object]:
    fields: dict[str, object] = {
        name: getattr(post, name)
        for name in ("title", "url", "page", "native_id", "summary", "truncated", "content")
    }
    fields |= {"authors": list(post.authors), "tags": list(post.tags), "language": post.language}
    for name in ("published", "updated"):
        when = getattr(post, name)
        fields[name] = when and str(when.instant or when.civil)
    fields["image"] = post.image and [post.image.url, post.image.alt]
    fields["read from"] = dict(post.provenance)
    return {name: value for name, value in fields.items() if value}


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.stem)
def test_a_feed_holds_the_posts_expected(path: Path) -> None:
    location = f"https://feeds.example.org/{path.name}"
    posts = list(parse(path.read_bytes(), Source("s", "feed", location), location=location))
    expected = json.loads(path.with_suffix(".expected.json").read_text("utf-8"))
    assert [shown(post) for post in posts] == expected
    assert [post.order for post in posts] == list(range(len(posts)))
    assert {post.minutes for post in posts} | {post.words for post in posts} == {None}
