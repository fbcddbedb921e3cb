"""Each page in tests/data/listings beside what it lists; empty fields are not written down."""

import json
from pathlib import Path

import pytest

from digest.core.model import Post, Source
from digest.core.ports import Document
from digest.sources.listing import parse

DATA = Path(__file__).parent.parent / "data" / "listings"
EXPECTED = sorted(DATA.glob("*.expected.json"))


def shown(post: Post) -> dict[str, object]:
    names = "title", "url", "summary", "truncated", "language"
    fields: dict[str, object] = {name: getattr(post, name) for name in names}
    fields |= {"authors": list(post.authors), "tags": list(post.tags)}
    for name in ("published", "updated"):
        when = getattr(post, name)
        fields[name] = when and str(when.instant or when.civil)
    fields["image"] = post.image and [post.image.url, post.image.alt]
    found = {name: value for name, value in fields.items() if value}
    figures = {"minutes": post.minutes, "words": post.words}
    found |= {name: value for name, value in figures.items() if value is not None}
    return found | {"found by": dict(post.provenance)}


@pytest.mark.parametrize(
    "path", EXPECTED, ids=lambda path: path.name.removesuffix(".expected.json")
)
def test_a_page_lists_the_posts_expected(path: Path) -> None:
    name = path.name.replace(".expected.json", ".html")
    expected = json.loads(path.read_text("utf-8"))
    where = expected["page"]
    listing = parse(Document((DATA / name).read_bytes(), where), Source("s", "listing", where))
    assert [shown(post) for post in listing.posts] == expected["posts"]
    assert listing.next == expected["next"]
    assert [post.order for post in listing.posts] == list(range(len(listing.posts)))
    assert {post.page for post in listing.posts} == {where}
