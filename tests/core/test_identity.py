import random
import re
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.core.identity import (
    QUOTES,
    same_post,
    same_post_later,
    title_key,
    with_keys,
)
from digest.core.merge import merge_duplicates
from digest.core.model import AlsoIn, Image, Post
from digest.core.when import When

BERLIN = ZoneInfo("Europe/Berlin")
SUMMARY = "Workflows that survive a crash, and what they cost in a plain database"


def on(text: str) -> When:
    return When(None, date.fromisoformat(text), "day", text, "listing")


def at(text: str) -> When:
    return When(datetime.fromisoformat(text), None, "instant", text, "feed")


def keyed(*posts: Post) -> tuple[Post, ...]:
    """Every post with the key it has in its source."""
    by_source: dict[str, list[Post]] = {}
    for post in posts:
        by_source.setdefault(post.source, []).append(post)
    with_key = {id(p): k for own in by_source.values() for p, k in zip(own, with_keys(own))}  # noqa: B905
    return tuple(with_key[id(post)] for post in posts)


def merged(*posts: Post) -> tuple[Post, ...]:
    return merge_duplicates(keyed(*posts), BERLIN)


CAPTURE = Post(
    "capture",
    "Durable Execution",
    page="https://example.org/blog",
    summary=SUMMARY,
    published=on("2026-02-27"),
    minutes=0,
    image=Image(None, "A conductor"),
)
FEED = Post(
    "feed",
    "Durable Execution",
    url="https://example.org/durable/",
    summary=SUMMARY + ", in short",
    truncated=True,
    content="<p>...</p>",
    published=at("2026-02-27T10:00:00+00:00"),
    authors=("M. Jawad",),
    tags=("systems",),
    minutes=23,
    words=4800,
    image=Image("https://example.org/cover.png", None),
)


def test_duplicates_across_sources_become_their_union() -> None:
    (post,) = merged(CAPTURE, FEED)
    assert post.source == "capture"
    assert post.url == FEED.url
    assert post.page == CAPTURE.page
    assert post.authors == ("M. Jawad",)
    assert post.tags == ("systems",)
    assert post.content == FEED.content
    assert post.words == 4800
    assert post.image == Image("https://example.org/cover.png", "A conductor")
    assert post.published == FEED.published
    assert post.also_in == (AlsoIn("feed", FEED.url),)
    assert post.keys == tuple(p.key for p in keyed(CAPTURE, FEED))


def test_a_field_from_another_source_says_which_and_where_that_read_it() -> None:
    feed = replace(FEED, provenance={"words": "computed", "summary": "content"})
    (post,) = merged(replace(CAPTURE, provenance={"title": "line", "minutes": "line"}), feed)
    assert post.provenance == {
        "title": "line",
        "minutes": "line",
        "words": "feed (computed)",
        **dict.fromkeys(("url", "content", "authors", "tags", "image", "published"), "feed"),
    }


def test_nought_minutes_are_a_value_that_is_kept() -> None:
    assert merged(CAPTURE, FEED)[0].minutes == 0


def test_a_summary_brings_its_cut_with_it() -> None:
    (kept,) = merged(CAPTURE, FEED)
    assert (kept.summary, kept.truncated) == (SUMMARY, False)
    url = FEED.url  # the same address makes them one without a summary to compare
    (filled,) = merged(replace(CAPTURE, summary="", url=url), FEED)
    assert (filled.summary, filled.truncated) == (FEED.summary, True)


def test_the_first_of_equal_posts_stands_for_all() -> None:
    (post,) = merged(FEED, CAPTURE)
    assert post.source == "feed"
    assert post.minutes == 23
    assert post.also_in == (AlsoIn("capture", None),)


def test_all_other_sources_are_listed() -> None:
    third = replace(FEED, source="planet", url="https://planet.example.net/redirect/1")
    (post,) = merged(CAPTURE, FEED, third)
    assert [also.source for also in post.also_in] == ["feed", "planet"]


def test_one_address_is_one_post_whatever_its_title_and_day() -> None:
    one = Post(
        "a", "Durable Execution", url="http://www.example.org/d/", published=on("2026-02-27")
    )
    other = Post(
        "b", "Durable execution, revised", url="https://example.org/d", published=on("2026-03-05")
    )
    (post,) = merged(one, other)
    assert post.title == "Durable Execution"
    assert post.published == on("2026-02-27")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anatomy of Agents: Part 1", "Anatomy of Agents: Part 2"),
        ("Weekly links 41", "Weekly links 42"),
        ("C", "C++"),
        ("vLLM", "`vllm serve`"),
    ],
)
def test_titles_that_are_merely_alike_do_not_merge(one: str, other: str) -> None:
    assert len(merged(replace(CAPTURE, title=one), replace(FEED, title=other))) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Why it’s “fast”", 'Why it\'s "fast"'),
        ("Durable—Execution", "Durable-Execution"),
        ("non‑breaking hyphens", "non-breaking hyphens"),
        ("DURABLE  Execution", "Durable execution"),
        ("Durable\u00a0Execution.", "Durable Execution"),
        ("ﬁne ligatures", "fine ligatures"),
        ("Straße", "STRASSE"),
    ],
)
def test_accidents_of_typography_do_not_tell_titles_apart(one: str, other: str) -> None:
    assert title_key(one) == title_key(other)
    assert len(merged(replace(CAPTURE, title=one), replace(FEED, title=other))) == 1


def test_the_same_title_on_another_day_is_another_post() -> None:
    assert len(merged(CAPTURE, replace(FEED, published=on("2026-02-28")))) == 2


def test_days_are_compared_in_the_newsletters_zone() -> None:
    late = replace(FEED, published=at("2026-02-26T23:30:00+00:00"))  # 00:30 in Berlin
    assert len(merged(CAPTURE, late)) == 1


@pytest.mark.parametrize(
    ("instant", "is_one"),
    [
        ("2026-02-26T09:59:00+00:00", False),
        ("2026-02-26T10:00:00+00:00", True),  # the day has begun in Kiritimati
        ("2026-02-27T23:30:00+00:00", True),  # 00:30 of the next day in Berlin
        ("2026-02-28T11:59:00+00:00", True),  # the last minute of the day on Baker Island
        ("2026-02-28T12:00:00+00:00", False),
    ],
)
def test_an_authors_day_is_any_instant_that_is_that_day_somewhere(
    instant: str, is_one: bool
) -> None:
    feed = replace(FEED, published=at(instant))
    assert len(merged(CAPTURE, feed)) == (1 if is_one else 2)
    assert same_post(feed, CAPTURE, BERLIN) is is_one
    assert not same_post(replace(feed, title="Durable Executions"), CAPTURE, BERLIN)
    near = replace(CAPTURE, summary="Ten tools for gardeners and what they are good for")
    assert not same_post(feed, near, BERLIN)
    assert not same_post(feed, replace(near, url="https://example.org/other"), BERLIN)


def test_equal_titles_of_two_days_find_their_own_day() -> None:
    page = [replace(CAPTURE, published=on(f"2026-02-{day}")) for day in (27, 26, 25)]
    feed = [replace(FEED, url=f"https://example.org/{n}") for n in (27, 26, 25)]
    feed = [replace(p, published=at(f"2026-02-{p.url[-2:]}T11:00:00Z")) for p in feed if p.url]
    found = merged(*page, *feed)
    assert [(p.url or "")[-2:] for p in found] == ["27", "26", "25"]


def test_one_undated_merges_when_the_summaries_agree() -> None:
    undated = replace(FEED, published=None)
    assert len(merged(CAPTURE, undated)) == 1
    assert len(merged(CAPTURE, replace(undated, summary="Something else entirely"))) == 2
    assert len(merged(CAPTURE, replace(undated, summary=""))) == 2


def test_two_posts_of_one_title_and_day_but_other_words_are_two() -> None:
    other = replace(FEED, summary="Ten tools for gardeners and what they are good for")
    assert len(merged(CAPTURE, other)) == 2


def test_a_dated_title_of_three_words_tells_enough_without_summaries() -> None:
    one, other = replace(CAPTURE, summary=""), replace(FEED, summary="")
    assert len(merged(one, other)) == 2
    long = "How durable execution works"
    assert len(merged(replace(one, title=long), replace(other, title=long))) == 1


def test_a_title_is_enough_on_one_site_but_not_on_two_of_one_landlord() -> None:
    here = Post("a", "Open thread", url="https://ann.example.org/1", published=on("2026-02-27"))
    there = replace(here, source="b", url="https://example.org/blog/1")
    assert len(merged(here, there)) == 1
    ann = replace(here, url="https://ann.github.io/1")
    bob = replace(here, source="b", url="https://bob.github.io/1")
    assert len(merged(ann, bob)) == 2


def test_posts_of_one_source_never_merge() -> None:
    twice = (CAPTURE, CAPTURE)
    assert len(merged(*twice)) == 2
    assert len(merged(*twice, FEED)) == 2


def test_a_page_that_posts_share_makes_them_no_duplicates() -> None:
    home = "https://example.org/"
    shared = [Post("a", f"Post {n}", url=home, native_id=str(n)) for n in range(3)]
    other = Post("b", "The home page", url=home)
    assert len(merged(*shared, other)) == 4


def test_a_third_post_links_two_that_have_nothing_in_common() -> None:
    bare = Post("a", "Durability", url="https://example.org/d", published=on("2026-02-27"))
    listed = Post("b", "Durability", summary=SUMMARY)
    full = replace(bare, source="c", summary=SUMMARY)
    assert len(merged(bare, listed)) == 2
    assert len(merged(bare, listed, full)) == 1


def test_an_undated_post_does_not_link_two_days() -> None:
    days = [replace(CAPTURE, source=d, published=on(f"2026-02-2{d}")) for d in "67"]
    undated = replace(CAPTURE, source="c", published=None)
    assert len(merged(*days, undated)) == 2


def test_untitled_posts_are_not_one() -> None:
    assert len(merged(Post("a", ""), Post("b", ""))) == 2


TITLES = st.sampled_from(["One", "Two", "Two#2", "A long title of words", ""])
URLS = st.sampled_from(
    [None, "https://example.org/", "https://example.org/a", "https://www.example.org/a/", "bad"]
)
DAYS = st.sampled_from([None, on("2026-02-27"), on("2026-02-28"), at("2026-02-27T23:30+00:00")])
POSTS = st.lists(
    st.builds(
        Post,
        st.sampled_from("abc"),
        TITLES,
        url=URLS,
        summary=st.sampled_from(["", SUMMARY]),
        published=DAYS,
        native_id=st.sampled_from([None, None, "1", "guid-1", "guid-1#2"]),
    ),
    max_size=12,
)


@settings(deadline=None)
@given(POSTS)
def test_keys_are_unique_within_a_source(posts: list[Post]) -> None:
    own = [replace(post, source="a") for post in posts]
    found = with_keys(own)
    assert len({post.key for post in found}) == len(own)
    assert [replace(post, key="", keys=()) for post in found] == own
    every = [key for post in found for key in post.keys]
    assert len(set(every)) == len(every)
    assert all(post.keys[0] == post.key for post in found)


@settings(deadline=None)
@given(POSTS)
def test_no_post_is_lost_in_a_merge_and_no_source_stands_twice_in_one(posts: list[Post]) -> None:
    found = keyed(*posts)
    kept = merge_duplicates(found, BERLIN)
    assert sum(1 + len(post.also_in) for post in kept) == len(found)
    assert {key for post in kept for key in post.keys} == {key for p in found for key in p.keys}
    for post in kept:
        sources = [post.source, *(also.source for also in post.also_in)]
        assert len(set(sources)) == len(sources)


@settings(deadline=None)
@given(POSTS)
def test_sameness_is_mutual(posts: list[Post]) -> None:
    found = keyed(*posts)
    for one in found:
        for other in found:
            assert same_post(one, other, BERLIN) == same_post(other, one, BERLIN)
            assert same_post_later(one, other, BERLIN) == same_post_later(other, one, BERLIN)


@settings(deadline=None)
@given(POSTS, st.randoms(use_true_random=False))
def test_another_source_order_does_not_change_keys(posts: list[Post], rng: random.Random) -> None:
    distinct = list(
        {(p.title, p.url): replace(p, source="a", native_id=None) for p in posts}.values()
    )
    distinct = [p for p in distinct if not p.url]
    shuffled = rng.sample(distinct, len(distinct))
    assert {p.title: p.key for p in with_keys(distinct)} == {
        p.title: p.key for p in with_keys(shuffled)
    }


def test_a_url_is_the_key_unless_posts_share_it() -> None:
    alone = Post("a", "One", url="https://www.example.org/one/?utm_source=rss", native_id="g-1")
    assert with_keys([alone])[0].keys == ("example.org/one", "id:a:g-1")
    both = with_keys([alone, replace(alone, title="Two", native_id="g-2")])
    assert [post.keys for post in both] == [("id:a:g-1",), ("id:a:g-2",)]


def test_an_id_that_may_be_a_place_in_the_listing_is_never_the_key() -> None:
    home = "https://example.org/"
    both = with_keys([Post("a", "One", url=home, native_id="1"), Post("a", "Two", native_id="2")])
    assert [post.keys for post in both] == [("example.org", "id:a:1"), ("title:a:two", "id:a:2")]


def test_an_id_that_is_the_address_or_is_given_twice_is_no_further_key() -> None:
    permalink = Post("a", "One", url="https://example.org/1", native_id="http://example.org/1/")
    assert with_keys([permalink])[0].keys == ("example.org/1",)
    urls = ("https://example.org/1", "https://example.org/2")
    twice = with_keys([Post("a", "One", url=url, native_id="same") for url in urls])
    assert [post.keys for post in twice] == [("example.org/1",), ("example.org/2",)]


def test_a_native_id_given_twice_keeps_both_posts() -> None:
    posts = [Post("a", f"Post {n}", native_id="same") for n in range(3)]
    assert len({post.key for post in with_keys(posts)}) == 3


def test_a_post_above_does_not_take_the_key_of_one_below() -> None:
    old = Post("a", "Weekly links", summary="old")
    new = Post("a", "Weekly links", summary="new")
    (before,) = with_keys([old])
    assert with_keys([new, old])[1].key == before.key


def test_equal_titles_of_two_sources_are_two_keys() -> None:
    one, other = (with_keys([Post(source, "Introduction")])[0] for source in "ab")
    assert one.key != other.key


def later(**changes: object) -> bool:
    before, after = replace(CAPTURE, summary=""), replace(CAPTURE, **changes)  # type: ignore[arg-type]
    return same_post_later(with_keys([before])[0], with_keys([after])[0], BERLIN)


def test_a_post_of_one_source_is_known_again_when_it_gains_a_url_or_loses_its_date() -> None:
    assert later(url="https://example.org/durable")
    assert later(published=None)
    assert not later(url="https://example.org/durable", published=on("2026-03-27"))
    assert not later(title="Durable Executions", url="https://example.org/durable")


def test_a_post_that_moved_is_known_by_its_day_and_words() -> None:
    moved = with_keys([replace(FEED, url="https://new.example.com/posts/durable")])[0]
    assert same_post_later(with_keys([FEED])[0], moved, BERLIN)
    undated = replace(moved, published=None)
    assert not same_post_later(replace(FEED, published=None), undated, BERLIN)


def test_posts_that_only_share_a_title_are_known_by_their_keys_alone() -> None:
    old, new = with_keys([Post("a", "Weekly links"), Post("a", "Weekly links")])
    assert not same_post_later(old, new, BERLIN)


def test_the_earliest_day_wins_and_its_most_exact_date() -> None:
    month = When(None, date(2026, 2, 1), "month", "2026-02", "listing")
    address = "https://example.org/d"
    dates = [on("2026-02-28"), at("2026-02-27T23:30:00+00:00"), on("2026-02-27"), None]
    posts = [Post(str(n), f"T{n}", url=address, published=d) for n, d in enumerate(dates)]
    assert merged(*posts)[0].published == on("2026-02-27")
    # in Berlin it is the 27th already
    exact = replace(posts[2], source="exact", published=at("2026-02-26T23:30:00+00:00"))
    assert merged(posts[0], posts[1], posts[2], exact)[0].published == exact.published
    early = replace(posts[2], published=month)
    assert merged(posts[0], early)[0].published == month


def test_garbage_for_a_url_is_no_address() -> None:
    posts = (Post("a", "One", url="https://[::1"), Post("b", "Two", url="https://[::1"))
    assert len(merged(*posts)) == 2
    assert merged(*posts)[0].key == "title:a:one"


def test_instants_are_keyed_by_their_day_in_utc() -> None:
    early = Post(
        "a",
        "One",
        published=When(datetime(2026, 2, 27, 1, tzinfo=UTC), None, "instant", "", "feed"),
    )
    assert with_keys([early])[0].key == "title:a:one@2026-02-27"


def test_an_alias_is_a_further_key_of_its_post() -> None:
    moved = replace(FEED, source="folder", aliases=("http://www.example.org/old",))
    (post,) = keyed(moved)
    assert post.keys == ("example.org/durable", "example.org/old")
    old = replace(FEED, title="Under its old name", url="https://example.org/old/")
    for pair in ((old, moved), (moved, old)):
        assert len(merged(*pair)) == 1


def test_an_alias_that_two_posts_lay_claim_to_is_nobodys() -> None:
    one = replace(FEED, url="https://example.org/1", aliases=("https://example.org/latest",))
    two = replace(FEED, url="https://example.org/2", aliases=("https://example.org/latest",))
    three = replace(FEED, url="https://example.org/3", aliases=("https://example.org/2", "x"))
    assert [post.keys for post in keyed(one, two, three)] == [
        ("example.org/1",),
        ("example.org/2",),
        ("example.org/3",),
    ]


def test_pages_of_one_site_make_equal_titles_one_post_unless_the_summaries_differ() -> None:
    one = Post("a", "Introduction", page="https://example.org/systems", summary=SUMMARY)
    other = Post("b", "Introduction", page="https://example.org/all")
    assert same_post(one, other, BERLIN)
    assert not same_post(one, replace(other, page="https://example.net/all"), BERLIN)
    assert not same_post(one, replace(other, summary="Ten tools for gardeners"), BERLIN)


@given(st.text() | st.text(" \t\n\x1c\x85\u2028.'\"`’“—Aa?ßİ"))
def test_a_title_has_one_key_whatever_its_letters(title: str) -> None:
    folded = unicodedata.normalize("NFKC", title.translate(QUOTES)).casefold()
    assert title_key(title) == re.sub(r"\s+", " ", folded).strip(" .'\"")
