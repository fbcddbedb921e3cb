"""Each capture in tests/data/captures beside the posts it lists; empty fields are left out."""

import json
from pathlib import Path

import pytest

from digest.core.model import Post, Source
from digest.core.ports import Document
from digest.sources.capture import Adapter

DATA = Path(__file__).parent.parent / "data" / "captures"
CAPTURES = sorted(DATA.glob("*.txt"))


class Disk:
    """A web that has files only."""

    def get(self, location: str, *, allow_private: bool = False, scrape: bool = False) -> Document:
        return Document(Path(location).read_bytes(), location)


def shown(post: Post) -> dict[str, object]:
    fields: dict[str, object] = {
        "title": post.title,
        "summary": post.summary,
        "truncated": post.truncated or None,
        "published": post.published and str(post.published.civil),
        "minutes": post.minutes,
        "words": post.words,
        "authors": list(post.authors),
        "tags": list(post.tags),
        "alt": post.image and post.image.alt,
        "read from": dict(post.provenance),
    }
    return {name: value for name, value in fields.items() if value not in (None, "", [])}


@pytest.mark.parametrize("path", CAPTURES, ids=lambda path: path.stem)
def test_a_capture_lists_the_posts_expected(path: Path) -> None:
    source = Source("s", "capture", str(path), base_url="https://example.org/blog/")
    posts = list(Adapter(source, Disk()).posts())
    assert [shown(post) for post in posts] == json.loads(
        path.with_suffix(".json").read_text("utf-8")
    )
    assert [post.order for post in posts] == list(range(len(posts)))
    assert {(post.url, post.page) for post in posts} == {(None, "https://example.org/blog/")}
