from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from digest.core.context import Rules
from digest.core.history import History
from digest.core.identity import with_keys
from digest.core.marks import FEATURE, SKIP, has_mark, marks_of
from digest.core.model import Post, Source
from digest.core.select import select
from digest.core.when import When
from digest.core.window import week

SOURCES = (Source("blog", "feed", "https://a.example.org"), Source("all", "feed", "https://b.org"))
MONDAY = When(None, date(2026, 11, 16), "day", "2026-11-16", "feed")
POST = Post("blog", "A draft of sorts", url="https://a.example.org/draft", published=MONDAY)


def codes(*posts: Post, pins: tuple[str, ...] = ()) -> dict[str, str]:
    window = week("2026-W47", ZoneInfo("UTC"))
    rules = Rules(window, SOURCES, datetime(2026, 11, 23, tzinfo=UTC), pins=pins)
    keyed = [post for one in posts for post in with_keys([one])]
    return {c.post.source: c.code for c in select(keyed, rules, History()).candidates}


@pytest.mark.parametrize("tag", ["digest:skip", "Digest:Skip", " digest:skip "])
def test_a_marked_post_stays_out_and_a_pin_brings_it(tag: str) -> None:
    post = replace(POST, tags=("go", tag))
    assert codes(post) == {"blog": "skip-mark"}
    assert codes(post, pins=(post.title,)) == {"blog": "pinned"}


def test_a_mark_counts_whichever_of_its_sources_tells_it() -> None:
    marked = replace(POST, tags=(SKIP,))
    copy = replace(POST, source="all", tags=("go",))
    assert codes(marked, copy) == {"blog": "skip-mark"}
    assert codes(replace(copy, source="blog"), replace(marked, source="all")) == {
        "blog": "skip-mark"
    }


def test_marks_are_told_from_tags() -> None:
    post = replace(POST, tags=("go", "digest:feature", "digest"))
    assert has_mark(post, FEATURE)
    assert not has_mark(post, SKIP)
    assert marks_of(post.tags) == ("digest:feature",)
