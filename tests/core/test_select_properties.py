import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from digest.core.context import Rules, names
from digest.core.history import History, SentIssue
from digest.core.identity import with_keys
from digest.core.model import Post, SectionRule, Source
from digest.core.sections import Layout
from digest.core.select import select
from digest.core.when import When
from digest.core.window import week

BERLIN = ZoneInfo("Europe/Berlin")
W47 = week("2026-W47", BERLIN)  # Monday 16 to Sunday 22 November
NOW = datetime(2026, 11, 23, 9, tzinfo=BERLIN)  # the Monday after
BLOG = Source("", "feed", "https://example.org/index.xml")
SOURCES = (
    replace(BLOG, name="a", weight=2.0, exclude=("four",)),
    replace(BLOG, name="b", max_posts=2, section="Inference"),
    replace(BLOG, name="c", undated="queue", per_issue=1),
    replace(BLOG, name="d", undated="first-seen", min_words=50),
)
PINS = ("three little words", "https://example.org/2")
LONG_AGO = dict.fromkeys("abcd", datetime(2026, 1, 1, tzinfo=UTC))


def civil(day: date) -> When:
    return When(None, day, "day", str(day), "listing")


def instant(moment: datetime) -> When:
    return When(moment.replace(tzinfo=UTC), None, "instant", str(moment), "feed")


def keyed(posts: list[Post]) -> list[Post]:
    """The posts with their keys and places, source by source."""
    own = ([p for p in posts if p.source == name] for name in "abcd")
    return [
        post
        for listed in own
        for post in with_keys([replace(p, order=n) for n, p in enumerate(listed)])
    ]


NEAR = st.dates(date(2026, 9, 20), date(2026, 11, 25))
POSTS = st.lists(
    st.builds(
        Post,
        st.sampled_from("abcd"),
        st.sampled_from(["One", "Two", "Three little words", "Four", "Five and more", "Six"]),
        url=st.sampled_from([None, None, *(f"https://example.org/{n}" for n in range(5))]),
        summary=st.sampled_from(["", "Workflows that survive a crash, and what they cost"]),
        published=st.none() | NEAR.map(civil),
        tags=st.sampled_from([(), ("go",), ("release", "digest:skip"), ("release",)]),
        words=st.sampled_from([None, 0, 40, 900]),
        language=st.sampled_from([None, "en", "en-GB", "de"]),
    ),
    max_size=16,
).map(keyed)


@st.composite
def all_rules(draw: st.DrawFn) -> Rules:
    least = draw(st.integers(1, 4))
    return Rules(
        W47,
        SOURCES,
        NOW,
        due=draw(st.booleans()),
        min_posts=least,
        max_posts=least + draw(st.integers(0, 5)),
        include=draw(st.sampled_from([(), ("tag:release", "/^[ot]/")])),
        exclude=draw(st.sampled_from([(), ("tag:go",)])),
        languages=draw(st.sampled_from([(), ("en",)])),
        min_words=draw(st.sampled_from([None, 100])),
        order=tuple(draw(st.permutations(["date", "weight", "source", "title"]))),
        weights=draw(st.sampled_from([(), (("tag:release", 3.0), ("words", 0.0))])),
        sections=draw(st.sampled_from([(), (SectionRule("Releases", ("tag:release",), 2),)])),
        thin=draw(st.sampled_from(["skip", "widen", "fill"])),
        pins=draw(st.sampled_from([(), PINS])),
        drops=draw(st.sampled_from([(), ("https://example.org/3",)])),
    )


@st.composite
def histories(draw: st.DrawFn) -> History:
    """None, or one in which some posts of last week were sent."""
    if draw(st.booleans()):
        return History()
    sent = [post for post in draw(POSTS) if post.published]
    return History((SentIssue("2026-W46", W47.start, tuple(sent)),), LONG_AGO)


@settings(deadline=None, max_examples=200)
@given(POSTS, all_rules(), histories(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_never_matters(
    posts: list[Post], rules: Rules, history: History, rng: random.Random
) -> None:
    shuffled = rng.sample(posts, len(posts))
    assert select(shuffled, rules, history) == select(posts, rules, history)


@settings(deadline=None, max_examples=200)
@given(POSTS, all_rules(), histories())
def test_choosing_from_what_was_chosen_changes_nothing(
    posts: list[Post], rules: Rules, history: History
) -> None:
    """A source that got its only date from another, of an equal post, has pages from then on."""
    unlike = {(post.source, post.title): replace(post, url=None) for post in posts}
    offered = keyed(list(unlike.values()))
    found = select(offered, rules, history).posts
    assume(_dated(found) <= _dated(offered))
    assert select(found, rules, history).posts == found


def _dated(posts: Sequence[Post]) -> set[str]:
    return {post.source for post in posts if post.published}


@settings(deadline=None, max_examples=200)
@given(POSTS, all_rules())
def test_what_an_issue_had_is_in_no_other(posts: list[Post], rules: Rules) -> None:
    first = select(posts, rules, History()).posts
    history = History((SentIssue("2026-W47", W47.end, first),), LONG_AGO)
    second = select(posts, rules, history).posts
    sent = {key for post in first for key in post.keys}
    assert not any(key in sent for post in second for key in post.keys)


@settings(deadline=None, max_examples=200)
@given(POSTS, all_rules(), histories())
def test_every_post_has_one_code_and_none_is_forgotten(
    posts: list[Post], rules: Rules, history: History
) -> None:
    found = select(posts, rules, history)
    assert all(c.code and c.reason for c in found.candidates)
    assert [c.post for c in found.candidates if c.selected] == list(found.posts)
    assert sum(1 + len(c.post.also_in) for c in found.candidates) == len(posts)
    assert len({(c.post.source, c.post.key) for c in found.candidates}) == len(found.candidates)
    chosen_codes = {"selected", "late", "pinned", "widened", "filled"}
    assert all((c.code in chosen_codes) == c.selected for c in found.candidates)


@settings(deadline=None, max_examples=200)
@given(POSTS, all_rules(), histories())
def test_pins_are_in_and_all_others_keep_within_every_limit(
    posts: list[Post], rules: Rules, history: History
) -> None:
    found = select(posts, rules, history)
    pinned = [c for c in found.candidates if any(names(pin, c.post) for pin in rules.pins)]
    held = {"already-sent", "dropped", "too-few"}
    assert all(c.selected or c.code in held for c in pinned)
    free = [post for post in found.posts if not any(names(pin, post) for pin in rules.pins)]
    assert not free or len(found.posts) <= rules.max_posts
    assert sum(post.source == "b" for post in free) <= 2
    assert sum(post.source == "c" and not post.published for post in free) <= 1
    layout = Layout(rules.sections, SOURCES)
    assert sum(layout.title_of(post) == "Releases" for post in free) <= (
        2 if rules.sections else 99
    )
    assert not found.posts or len(found.posts) >= rules.min_posts


@settings(deadline=None, max_examples=60)
@given(
    st.integers(1990, 2100),
    st.sampled_from(["UTC", "Europe/Berlin", "Pacific/Honolulu", "Pacific/Auckland"]),
    st.lists(st.integers(0, 366 * 24 * 60), max_size=12),
    st.lists(st.integers(0, 366), max_size=12),
)
def test_the_weeks_of_any_year_share_its_posts_out(
    year: int, zone: str, minutes: list[int], days: list[int]
) -> None:
    first = date.fromisocalendar(year, 1, 1)
    begin = datetime.combine(first, datetime.min.time(), ZoneInfo(zone)).astimezone(UTC)
    whens = [instant(begin + timedelta(minutes=minute)) for minute in minutes]
    whens += [civil(first + timedelta(days=day)) for day in days]
    posts = keyed([Post("a", f"Post {n}", published=when) for n, when in enumerate(whens)])
    sources = (replace(BLOG, name="a"),)
    weeks = [f"{year}-W{n:02}" for n in range(1, 53)]
    last = date(year, 12, 28).isocalendar().week  # a year has 52 weeks or 53
    weeks += [f"{year}-W53"] if last == 53 else []
    weeks += [f"{year + 1}-W01", f"{year + 1}-W02"]
    now = datetime(2200, 1, 1, tzinfo=UTC)
    found = [
        post.title
        for name in weeks
        for post in select(
            posts, Rules(week(name, ZoneInfo(zone)), sources, now, max_posts=99), History()
        ).posts
    ]
    assert sorted(found) == sorted(post.title for post in posts)
