"""The sites in tests/data/markdown beside the posts they hold; empty fields are left out."""

import json
from pathlib import Path

import pytest

from digest.core.model import Post, Source
from digest.core.ports import Document
from digest.sources.markdown import Adapter

DATA = Path(__file__).parent.parent / "data" / "markdown"
SITES = sorted(path for path in DATA.iterdir() if path.is_dir())


class NoWeb:
    def get(self, location: str, *, allow_private: bool = False) -> Document:
        raise AssertionError("a folder needs no web")


def shown(post: Post) -> dict[str, object]:
    fields: dict[str, object] = {
        name: getattr(post, name)
        for name in ("native_id", "title", "url", "summary", "truncated", "language")
    }
    fields |= {name: list(getattr(post, name)) for name in ("authors", "tags", "aliases")}
    for name in ("published", "updated", "expires"):
        when = getattr(post, name)
        fields[name] = when and f"{when.instant or when.civil} {when.precision} {when.origin}"
    fields["image"] = post.image and [post.image.url, post.image.alt]
    kept: dict[str, object] = {name: value for name, value in fields.items() if value}
    return kept | {"words": post.words, "minutes": post.minutes, "from": post.provenance["summary"]}


def source_of(site: Path) -> Source:
    """Eleventy's config is a program, which says nothing of where the site is."""
    base = "https://eleventy.example.org" if site.name == "eleventy" else None
    return Source("s", "markdown", str(site), base_url=base, timezone="Europe/Berlin")


@pytest.mark.parametrize("site", SITES, ids=lambda path: path.name)
def test_a_folder_holds_the_posts_expected(site: Path) -> None:
    posts = list(Adapter(source_of(site), NoWeb()).posts())
    expected = json.loads(site.with_suffix(".expected.json").read_text("utf-8"))
    assert [shown(post) for post in posts] == expected
    assert {post.content for post in posts} == {None}
    assert [post.order for post in posts] == sorted(post.order for post in posts)
