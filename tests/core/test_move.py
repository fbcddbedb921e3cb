"""An item is moved by what the editor's file says; compose alone decides what readers see."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from digest.core.curate import compose
from digest.core.curation import Curation, Override, Own
from digest.core.errors import UsageError
from digest.core.model import Post, Source
from digest.core.move import line_of, moved
from digest.core.sections import Layout
from digest.core.window import week
from digest.render.english import English

W09 = week("2026-W09", ZoneInfo("UTC"))
SOURCES = tuple(Source(name, "feed", "", section=name or None) for name in ("", "A", "B", "C"))
LAYOUT = Layout((), SOURCES)


def post(source, title):
    url = f"https://example.org/{title}"
    return Post(source, title, url=url, key=url, keys=(url,))


POSTS = tuple(post(title[0], title) for title in ("Aa", "Ba", "Ab", "Bb", "Ac"))


def reader(posts):
    def read(curation):
        return compose(
            posts,
            curation,
            issue_id="2026-W09",
            number=1,
            window=W09,
            layout=LAYOUT,
            words=English(),
        ).sections

    return read


def titles(posts, curation):
    return " ".join(item.title for item, _ in line_of(reader(posts)(curation)))


def move(at, to, posts=POSTS, **said):
    return moved(Curation(**said), reader(posts), at, to)


def url(title):
    return f"https://example.org/{title}"


def test_an_order_names_only_what_is_needed():
    assert titles(POSTS, Curation()) == "Aa Ab Ac Ba Bb"

    said = move(3, 2)

    assert titles(POSTS, said) == "Aa Ac Ab Ba Bb"
    assert said == Curation(order=(url("Aa"), url("Ac")))


def test_the_first_place_is_that_of_the_lead():
    said = move(5, 1)

    assert titles(POSTS, said) == "Bb Aa Ab Ac Ba"
    assert said == Curation(order=(url("Bb"),))


def test_the_editors_own_order_stays_as_it_is_written():
    said = move(3, 2, order=("Ab", "elsewhere"))

    assert said.order == ("Ab", url("Ac"), "elsewhere")


def test_a_featured_item_makes_way_for_what_is_put_first():
    said = move(2, 1, feature="Aa")

    assert titles(POSTS, said) == "Ab Aa Ac Ba Bb"
    assert said == Curation(order=(url("Ab"),))


def test_a_lead_that_is_moved_away_features_nothing_else():
    posts = tuple(post("", title) for title in "abc")

    said = move(1, 3, posts=posts, feature="a")

    assert titles(posts, said) == "b c a"
    assert said == Curation(order=(url("b"), url("c")))


def test_another_lead_is_named_where_a_source_marks_one():
    first, *others = POSTS
    posts = (replace(first, tags=("digest:feature",)), *others)

    said = move(1, 2, posts=posts)

    assert titles(posts, said).startswith("Ab Aa")
    assert said.feature == url("Ab")


def test_in_another_section_an_item_gets_its_heading():
    said = move(2, 4)

    assert titles(POSTS, said) == "Aa Ac Ba Ab Bb"
    assert said.items == (Override(url("Ab"), section="B"),)
    assert line_of(reader(POSTS)(said))[3][1] == "B"


def test_back_in_its_own_section_it_needs_no_heading_of_its_own():
    said = move(2, 4)

    back = moved(said, reader(POSTS), 4, 2)

    assert titles(POSTS, back) == "Aa Ab Ac Ba Bb"
    assert back.items == ()


def test_an_item_of_the_editors_own_has_a_place():
    said = move(6, 2, add=(Own("text", blurb="Hello"),))

    assert said == Curation(add=(Own("text", blurb="Hello", place=2),))


def test_a_post_may_take_the_place_of_an_item_of_the_editors_own():
    ad = Own("sponsor", "https://ad.example.org/", "Ad", place=3)

    said = move(4, 3, add=(ad,))

    assert titles(POSTS, said) == "Aa Ab Ac Ad Ba Bb"
    assert said.add == (replace(ad, place=4),)


def test_a_post_below_what_is_of_the_editors_own_stands_in_the_first_section():
    ads = tuple(Own("sponsor", f"https://ad.example.org/{n}", f"Ad{n}", place=n) for n in (2, 3))
    assert titles(POSTS, Curation(add=ads)) == "Aa Ad2 Ad3 Ab Ac Ba Bb"

    said = move(7, 3, add=ads)

    assert titles(POSTS, said) == "Aa Ad2 Bb Ad3 Ab Ac Ba"
    assert said.items == (Override(url("Bb"), section="A"),)


def test_an_order_is_not_kept_for_what_gets_a_place():
    said = move(2, 4, add=(Own("link", url("Own"), "Own"),), order=("Own",), feature="Aa")

    assert said.order == ()
    assert said.add[0].place == 4


def test_what_cannot_be_is_refused():
    posts = (post("", "Na"), post("", "Nb"), *POSTS)
    assert titles(posts, Curation()) == "Na Nb Aa Ab Ac Ba Bb"

    with pytest.raises(UsageError, match="cannot stand at place 2") as caught:
        moved(Curation(), reader(posts), 7, 2)

    assert "--feature" in caught.value.hint


@st.composite
def issues(draw):
    sources = draw(st.lists(st.sampled_from(["", "A", "B", "C"]), min_size=1, max_size=8))
    posts = tuple(post(source, f"{source or 'N'}{n}") for n, source in enumerate(sources))
    known = st.sampled_from([p.title for p in posts])
    places = st.none() | st.integers(1, len(posts))
    kinds = st.sampled_from(["link", "sponsor", "text"])
    add = [
        Own(draw(kinds), f"https://own.example.org/{n}", f"own{n}", "x", place=draw(places))
        for n in range(draw(st.integers(0, 2)))
    ]
    order = draw(st.lists(known, max_size=3, unique=True))
    feature = draw(st.just("") | known)
    return posts, Curation(order=tuple(order), feature=feature, add=tuple(add))


@settings(deadline=None)
@given(issues(), st.data())
def test_a_moved_item_stands_where_it_should_and_nothing_gets_lost(made, data):
    posts, curation = made
    before = line_of(reader(posts)(curation))
    places = st.integers(1, len(before))
    at, to = data.draw(places), data.draw(places)
    assume(at != to)

    try:
        said = moved(curation, reader(posts), at, to)
    except UsageError:
        assert before[at - 1][0].kind == "post"
        assert before[to - 1][1] is None
        return
    after = line_of(reader(posts)(said))

    assert after[to - 1][0] == before[at - 1][0]
    assert {item.title for item, _ in after} == {item.title for item, _ in before}
    kept = [name for name in said.order if name in curation.order]
    assert sorted(kept) == sorted(curation.order)
