import random
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from digest.core.context import Rules
from digest.core.history import History, SentIssue, new_sightings
from digest.core.identity import with_keys
from digest.core.model import Post, Source
from digest.core.schedule import Schedule, last_complete
from digest.core.select import select
from digest.core.when import When
from digest.core.window import Window, week

BERLIN = ZoneInfo("Europe/Berlin")
WEEKLY = Schedule("week")
W47 = week("2026-W47", BERLIN)  # Monday 16 to Sunday 22 November
NOW = datetime(2026, 11, 23, 9, tzinfo=BERLIN)  # the Monday after
NOTES = Source("notes", "feed", "https://notes.example.org/index.xml")
SUMMARY = "Workflows that survive a crash, and what they cost"


def civil(text: str) -> When:
    return When(None, date.fromisoformat(text), "day", text, "listing")


def keyed(*posts: Post) -> list[Post]:
    """The posts with their keys and places, source by source."""
    names = dict.fromkeys(post.source for post in posts)
    own = ([p for p in posts if p.source == name] for name in names)
    return [
        post
        for listed in own
        for post in with_keys([replace(p, order=n) for n, p in enumerate(listed)])
    ]


def fetched(history: History, *posts: Post, source: Source = NOTES, now: datetime = NOW) -> History:
    baseline, found = new_sightings(
        keyed(*posts), source, history, WEEKLY, now=now, max_age=timedelta(weeks=4), zone=BERLIN
    )
    return replace(
        history,
        baselines={**history.baselines, source.name: baseline},
        sightings={**history.sightings, **{(s.source, s.key): s for s in found}},
    )


SOURCES = (
    replace(NOTES, name="a", weight=2.0),
    replace(NOTES, name="b", max_posts=2),
    replace(NOTES, name="c", undated="queue", per_issue=1),
    replace(NOTES, name="d", undated="first-seen", exclude=("two",)),
)
DATES = st.sampled_from(
    [
        None,
        *map(civil, ["2026-11-16", "2026-11-19", "2026-11-22", "2026-11-02", "2026-12-24"]),
        When(datetime(2026, 11, 18, 23, 30, tzinfo=UTC), None, "instant", "", "feed"),
    ]
)
POSTS = st.lists(
    st.builds(
        Post,
        st.sampled_from("abcd"),
        st.sampled_from(["One", "Two", "Three little words", "Four"]),
        url=st.sampled_from([None, None, "https://example.org/1", "https://example.org/2"]),
        summary=st.sampled_from(["", SUMMARY]),
        published=DATES,
    ),
    max_size=14,
).map(lambda posts: keyed(*posts))
RULES = Rules(
    W47,
    SOURCES,
    NOW,
    min_posts=2,
    max_posts=4,
    pins=("four",),
    drops=("https://example.org/2",),
)


@settings(deadline=None)
@given(POSTS, st.randoms(use_true_random=False), st.booleans())
def test_the_order_of_the_input_does_not_matter(
    posts: list[Post], rng: random.Random, due: bool
) -> None:
    given_rules = replace(RULES, due=due)
    shuffled = rng.sample(posts, len(posts))
    assert select(shuffled, given_rules, History()) == select(posts, given_rules, History())


@settings(deadline=None)
@given(POSTS, st.booleans())
def test_every_candidate_has_one_reason_and_no_post_is_forgotten(
    posts: list[Post], due: bool
) -> None:
    found = select(posts, replace(RULES, due=due), History())
    assert all(c.code and c.reason for c in found.candidates)
    named = [(c.post.source, key) for c in found.candidates for key in c.post.keys[:1]]
    assert len(set(named)) == len(named)
    total = sum(1 + len(c.post.also_in) for c in found.candidates)
    assert total == len(posts)
    assert [c.post for c in found.candidates if c.selected] == list(found.posts)


@settings(deadline=None)
@given(POSTS)
def test_the_caps_hold(posts: list[Post]) -> None:
    found = select(posts, replace(RULES, pins=()), History())
    assert len(found.posts) <= 4
    assert sum(post.source == "b" for post in found.posts) <= 2
    assert sum(post.source == "c" and not post.published for post in found.posts) <= 1


@dataclass(frozen=True)
class Shown:
    """A post, and the hours from the first Monday at which it was published and first listed."""

    published: int
    listed: int
    post: Post


@st.composite
def timelines(draw: st.DrawFn) -> list[Shown]:
    """Posts of ten weeks and the two before; some are listed late, some by a second source too."""
    shown = []
    for number in range(draw(st.integers(0, 30))):
        published = draw(st.integers(-14 * 24, 70 * 24))
        listed = published + draw(st.sampled_from([0, 0, 1, 30, 200, 480, 800]))
        moment = W47.start.astimezone(UTC) + timedelta(hours=published)
        exact = When(moment, None, "instant", "", "feed")
        day = When(None, moment.astimezone(BERLIN).date(), "day", "", "listing")
        sources = draw(st.sampled_from(["a", "b", "c", "ab", "ca"]))
        url = draw(st.sampled_from([None, f"https://example.org/{number}"]))
        for source in sources:
            when = draw(st.sampled_from([exact, day]))
            post = Post(source, f"The post of number {number}", url=url, published=when)
            shown.append(Shown(published, listed, post))
            listed += draw(st.integers(0, 300))
            url = None
    return shown


def issues_of(timeline: list[Shown], *, weeks: int, least: int = 1, most: int) -> list[SentIssue]:
    """Build and send an issue each Monday at nine."""
    sources = tuple(replace(NOTES, name=name) for name in "abc")
    history = History()
    for number in range(1, weeks + 1):
        now = W47.start + timedelta(weeks=number, hours=9)
        hour = (now.astimezone(UTC) - W47.start.astimezone(UTC)) / timedelta(hours=1)
        posts = keyed(*(shown.post for shown in reversed(timeline) if shown.listed <= hour))
        for source in sources:
            own = [post for post in posts if post.source == source.name]
            history = fetched(history, *own, source=source, now=now)
        window = last_complete(WEEKLY, now, BERLIN)
        this = Rules(window, sources, now, due=True, min_posts=least, max_posts=most)
        if found := select(posts, this, history).posts:
            issue = SentIssue(window.id, window.end, found)
            history = replace(history, sent=(*history.sent, issue))
    return list(history.sent)


@settings(deadline=None, max_examples=60)
@given(timelines(), st.integers(1, 4), st.integers(0, 8))
def test_no_post_is_in_two_issues(timeline: list[Shown], least: int, more: int) -> None:
    issues = issues_of(timeline, weeks=10, least=least, most=least + more)
    titles = [post.title for issue in issues for post in issue.posts]
    assert len(set(titles)) == len(titles)


@settings(deadline=None, max_examples=60)
@given(timelines())
def test_no_post_that_is_in_time_is_lost(timeline: list[Shown]) -> None:
    issues = issues_of(timeline, weeks=16, most=1000)
    had = {post.title for issue in issues for post in issue.posts}
    first = week(issues[0].id, BERLIN).start if issues else NOW + timedelta(weeks=52)
    before = Window(first - timedelta(weeks=200), first, BERLIN)
    for shown in timeline:
        when = shown.post.published
        assert when is not None
        if shown.listed - shown.published <= 480 and when not in before:
            assert shown.post.title in had
