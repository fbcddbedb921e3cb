from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from digest.core.context import Rules
from digest.core.history import History, SentIssue, Sighting, new_sightings
from digest.core.identity import with_keys
from digest.core.model import Post, Selection, Source
from digest.core.schedule import Schedule
from digest.core.select import select
from digest.core.when import When
from digest.core.window import week

BERLIN = ZoneInfo("Europe/Berlin")
WEEKLY = Schedule("week")
W47 = week("2026-W47", BERLIN)  # Monday 16 to Sunday 22 November
NOW = datetime(2026, 11, 23, 9, tzinfo=BERLIN)  # the Monday after
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
NOTES = Source("notes", "feed", "https://notes.example.org/index.xml")
OTHER = Source("other", "feed", "https://other.example.net/index.xml")


def civil(text: str) -> When:
    return When(None, date.fromisoformat(text), "day", text, "listing")


def instant(text: str) -> When:
    return When(datetime.fromisoformat(text), None, "instant", text, "feed")


def dated(title: str, on: str, source: str = "notes", **more: object) -> Post:
    when = instant(on) if "T" in on else civil(on)
    return replace(Post(source, title, published=when), **more)  # type: ignore[arg-type]


def keyed(*posts: Post) -> list[Post]:
    """The posts with their keys and places, source by source."""
    names = dict.fromkeys(post.source for post in posts)
    own = ([p for p in posts if p.source == name] for name in names)
    return [
        post
        for listed in own
        for post in with_keys([replace(p, order=n) for n, p in enumerate(listed)])
    ]


def rules(*sources: Source, **more: object) -> Rules:
    return replace(Rules(W47, sources or (NOTES, OTHER), NOW), **more)  # type: ignore[arg-type]


def sent(*posts: Post, end: datetime = W47.start) -> History:
    """A history with one sent issue, in which every source has been followed since long ago."""
    issue = SentIssue("2026-W46", end, tuple(keyed(*posts)))
    return History((issue,), {"notes": LONG_AGO, "other": LONG_AGO})


def chosen(selection: Selection) -> list[str]:
    return [post.title for post in selection.posts]


def codes(selection: Selection) -> dict[str, str]:
    return {c.post.title: c.code for c in selection.candidates}


def pick(*posts: Post, history: History | None = None, **more: object) -> Selection:
    return select(keyed(*posts), rules(**more), history or History())


def test_a_window_takes_what_was_published_in_it_newest_first() -> None:
    found = pick(
        dated("Before", "2026-11-15"),
        dated("Monday", "2026-11-16"),
        dated("Sunday night", "2026-11-22T23:59:00+01:00"),
        dated("After", "2026-11-23T00:00:00+01:00"),
    )
    assert chosen(found) == ["Sunday night", "Monday"]
    assert codes(found)["Before"] == codes(found)["After"] == "outside-window"


def test_a_window_is_no_door_for_late_posts() -> None:
    found = pick(dated("Late", "2026-11-15"), history=sent(dated("Other", "2026-11-10")))
    assert codes(found) == {"Late": "outside-window"}


def test_a_window_leaves_out_what_was_sent_and_again_keeps_it() -> None:
    post = dated("Monday", "2026-11-16")
    assert codes(pick(post, history=sent(post))) == {"Monday": "already-sent"}
    assert chosen(pick(post, history=sent(post), again=True)) == ["Monday"]


def test_a_first_issue_takes_its_own_period_only() -> None:
    found = pick(dated("Late", "2026-11-15"), dated("Monday", "2026-11-16"), due=True)
    assert chosen(found) == ["Monday"]
    assert codes(found)["Late"] == "outside-window"


def test_late_posts_within_max_age_come_in_once_an_issue_was_sent() -> None:
    found = pick(
        dated("Late", "2026-10-27"),
        dated("On the edge", "2026-10-26"),
        dated("Too late", "2026-10-25"),
        history=sent(dated("Other", "2026-11-10")),
        due=True,
    )
    assert chosen(found) == ["Late", "On the edge"]
    assert codes(found) == {"Late": "late", "On the edge": "late", "Too late": "too-old"}


def test_a_post_after_the_periods_end_waits() -> None:
    found = pick(
        dated("This morning", "2026-11-23T08:00:00+01:00"),
        history=sent(dated("Other", "2026-11-10")),
        due=True,
    )
    assert codes(found) == {"This morning": "outside-window"}


@pytest.mark.parametrize("due", [True, False])
def test_a_future_post_waits_even_inside_the_window(due: bool) -> None:
    found = select(
        keyed(
            dated("An hour ago", "2026-11-20T11:00:00+01:00"),
            dated("In an hour", "2026-11-20T13:00:00+01:00"),
            dated("Today", "2026-11-20"),
            dated("Tomorrow", "2026-11-21"),
        ),
        rules(now=datetime(2026, 11, 20, 12, tzinfo=BERLIN), due=due),
        History(),
    )
    assert chosen(found) == ["An hour ago", "Today"]
    assert codes(found)["In an hour"] == codes(found)["Tomorrow"] == "future"


def test_today_is_the_newsletters_today() -> None:
    midnight_in_berlin = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)
    found = select(keyed(dated("Today", "2026-11-20")), rules(now=midnight_in_berlin), History())
    assert chosen(found) == ["Today"]


def test_what_the_maximum_left_over_comes_next() -> None:
    posts = keyed(*(dated(f"Post {n}", f"2026-11-1{n}") for n in range(6, 10)))
    first = select(posts, rules(max_posts=3, due=True), History())
    assert chosen(first) == ["Post 9", "Post 8", "Post 7"]
    assert codes(first)["Post 6"] == "maximum"
    history = History((SentIssue("2026-W47", W47.end, first.posts),), {"notes": LONG_AGO})
    following = rules(window=week("2026-W48", BERLIN), now=NOW + timedelta(days=7), due=True)
    assert chosen(select(posts, following, history)) == ["Post 6"]


def test_a_thin_week_waits_and_comes_later() -> None:
    post = dated("Alone", "2026-11-16")
    found = pick(post, min_posts=2, due=True)
    assert chosen(found) == []
    assert codes(found) == {"Alone": "too-few"}
    history = sent(dated("Other", "2026-11-01"))
    more = dated("With another", "2026-11-24")
    following = rules(
        window=week("2026-W48", BERLIN), now=NOW + timedelta(days=7), due=True, min_posts=2
    )
    assert chosen(select(keyed(post, more), following, history)) == ["With another", "Alone"]


def first_fetch(*posts: Post, source: Source = NOTES, now: datetime = NOW) -> History:
    """A history of one sent issue, to which the first fetch of `source` is added."""
    history = History((SentIssue("2026-W46", W47.start, ()),), {OTHER.name: LONG_AGO})
    return fetched(history, *posts, source=source, now=now)


def fetched(history: History, *posts: Post, source: Source = NOTES, now: datetime = NOW) -> History:
    baseline, found = new_sightings(
        keyed(*posts), source, history, WEEKLY, now=now, max_age=timedelta(weeks=4), zone=BERLIN
    )
    return replace(
        history,
        baselines={**history.baselines, source.name: baseline},
        sightings={**history.sightings, **{(s.source, s.key): s for s in found}},
    )


def test_the_back_catalogue_of_a_new_source_stays_out() -> None:
    old = [dated(f"Old {n}", f"2026-11-{n:02}") for n in range(1, 16)]
    new = dated("New", "2026-11-16")
    found = pick(*old, new, history=first_fetch(*old, new), due=True)
    assert chosen(found) == ["New"]
    assert {codes(found)[post.title] for post in old} == {"back-catalogue"}


def test_a_late_post_of_a_source_that_is_followed_comes_in() -> None:
    old, late = dated("Old", "2026-11-02"), dated("Late", "2026-11-02")
    found = pick(late, old, history=first_fetch(old), due=True)
    assert chosen(found) == ["Late"]


def test_a_new_source_does_not_take_a_waiting_post_along() -> None:
    waiting = dated("Waiting", "2026-11-10", "other", summary="The same words in both")
    copy = replace(waiting, source="notes")
    found = pick(copy, waiting, history=first_fetch(copy), due=True)
    assert chosen(found) == ["Waiting"]


def test_a_new_page_that_gains_a_date_is_a_late_post() -> None:
    draft = Post("notes", "Draft", url="https://notes.example.org/draft")
    history = fetched(first_fetch(), draft, now=NOW - timedelta(days=3))
    history = replace(history, baselines={**history.baselines, "notes": LONG_AGO})
    found = pick(replace(draft, published=civil("2026-11-12")), history=history, due=True)
    assert chosen(found) == ["Draft"]


def test_a_post_of_the_back_catalogue_that_loses_its_date_stays_there() -> None:
    old = Post("notes", "Old", url="https://notes.example.org/old", published=civil("2026-11-02"))
    history = first_fetch(old)
    fresh, bare = Post("notes", "Fresh"), replace(old, published=None)
    later = fetched(history, fresh, bare, now=NOW + timedelta(hours=1))
    found = pick(fresh, bare, history=later, due=True)
    assert chosen(found) == ["Fresh"]
    assert codes(found)["Old"] == "back-catalogue"


def test_a_post_of_the_back_catalogue_that_is_redated_stays_there_and_says_why() -> None:
    old = Post("notes", "Old", url="https://notes.example.org/old", published=civil("2026-11-02"))
    history = first_fetch(old, now=NOW - timedelta(days=5))
    new = replace(old, published=civil("2026-11-20"))
    (told,) = pick(new, history=history, due=True).candidates
    words = "there when its source was first fetched (2026-11-18)"
    assert (told.code, told.reason) == ("back-catalogue", words)
    assert chosen(pick(new, history=history, due=True, pins=("Old",))) == ["Old"]
    stranger = replace(new, url="https://notes.example.org/new")
    assert chosen(pick(stranger, history=history, due=True)) == ["Old"]


def test_an_undated_page_of_a_dated_source_is_no_post() -> None:
    found = pick(Post("notes", "About"), dated("Monday", "2026-11-16"))
    assert chosen(found) == ["Monday"]
    assert codes(found)["About"] == "undated-page"


def test_an_undated_page_comes_in_when_its_source_says_so() -> None:
    source = replace(NOTES, undated="first-seen")
    posts = keyed(Post("notes", "Note"), dated("Monday", "2026-11-16"))
    assert chosen(select(posts, rules(source), History())) == ["Monday", "Note"]


def test_skip_leaves_undated_posts_out() -> None:
    source = replace(NOTES, undated="skip")
    found = select(keyed(Post("notes", "Note")), rules(source), History())
    assert codes(found) == {"Note": "undated-skipped"}


def test_of_the_first_fetch_of_an_undated_source_only_the_first_few_come_in() -> None:
    listing = [Post("notes", f"Note {n}") for n in range(6)]
    found = pick(*listing, history=first_fetch(*listing), due=True)
    assert chosen(found) == ["Note 0", "Note 1", "Note 2"]
    assert codes(found)["Note 3"] == "back-catalogue"


def test_a_card_that_appears_later_is_exactly_what_is_new() -> None:
    listing = [Post("notes", f"Note {n}") for n in range(6)]
    history = first_fetch(*listing)
    history = replace(history, sent=(SentIssue("2026-W46", W47.start, tuple(keyed(*listing[:3]))),))
    reordered = [listing[n] for n in (5, 3, 0, 1, 4, 2)]
    assert chosen(pick(*reordered, history=history, due=True)) == []
    fresh = [Post("notes", "Fresh"), *reordered]
    history = fetched(history, *fresh, now=NOW + timedelta(hours=1))
    assert chosen(pick(*fresh, history=history, due=True)) == ["Fresh"]


def test_initial_may_be_nought_or_more() -> None:
    listing = [Post("notes", f"Note {n}") for n in range(6)]
    history = first_fetch(*listing)
    for initial in (0, 1, 5, 6, 9):
        source = replace(NOTES, initial=initial)
        found = select(keyed(*listing), rules(source, due=True), history)
        assert len(found.posts) == min(initial, 6)
        later = [Post("notes", "Later"), *listing]
        since = fetched(history, *later, now=NOW + timedelta(hours=1))
        grown = select(keyed(*later), rules(source, due=True), since)
        assert chosen(grown) == ["Later", *chosen(found)]


def test_a_queue_gives_a_few_each_time_in_listing_order_and_none_twice() -> None:
    source = replace(NOTES, undated="queue", per_issue=2)
    listing = keyed(*(Post("notes", f"Note {n}") for n in range(5)))
    history, taken = History(), []
    for number in range(5):
        window = week(f"2026-W{47 + number}", BERLIN)
        found = select(listing, replace(rules(source, due=True), window=window), history)
        taken.append(chosen(found))
        issue = SentIssue(window.id, window.end, found.posts)
        history = replace(history, sent=(*history.sent, issue))
    assert taken == [["Note 0", "Note 1"], ["Note 2", "Note 3"], ["Note 4"], [], []]


def test_a_queue_keeps_the_back_catalogue_and_says_who_waits() -> None:
    source = replace(NOTES, undated="queue", per_issue=1)
    listing = [Post("notes", f"Note {n}") for n in range(5)]
    found = select(keyed(*listing), rules(source, due=True), first_fetch(*listing, source=source))
    assert chosen(found) == ["Note 0"]
    assert {codes(found)[f"Note {n}"] for n in range(1, 5)} == {"queued"}


SUMMARY = "Workflows that survive a crash, and what they cost"


def test_any_former_issue_counts() -> None:
    post = dated("Monday", "2026-11-16")
    issues = tuple(
        SentIssue(f"2026-W{n}", W47.start, tuple(keyed(p)))
        for n, p in ((40, post), (41, dated("Else", "2026-11-01")))
    )
    found = pick(post, history=History(issues, {"notes": LONG_AGO}), due=True)
    assert found.candidates[0].reason == "sent in 2026-W40"


def test_a_merged_post_is_known_by_either_source_alone() -> None:
    one = dated("Durable Execution", "2026-11-16", summary=SUMMARY)
    other = replace(one, source="other", url="https://other.example.net/durable", summary="")
    other = replace(other, title="Durable Execution")
    both = pick(one, replace(other, summary=SUMMARY))
    assert len(both.posts) == 1
    history = History((SentIssue("2026-W46", W47.start, both.posts),), {})
    assert chosen(pick(one, history=history)) == []
    assert chosen(pick(replace(other, title="Renamed"), history=history)) == []


def test_two_items_that_share_a_link_stay_sent_when_one_is_gone() -> None:
    home = "https://notes.example.org/"
    one = dated("The first of the two", "2026-11-16", url=home, native_id="1")
    two = dated("The second of the two", "2026-11-17", url=home, native_id="2")
    assert chosen(pick(one, history=sent(one, two))) == []
    assert chosen(pick(one, two, history=sent(one))) == ["The second of the two"]
    assert chosen(pick(two, history=sent(one, dated("Else", "2026-11-01", url=home)))) == [
        "The second of the two"
    ]


def test_an_equal_title_of_another_source_with_other_words_was_not_sent() -> None:
    was = Post("other", "Introduction", summary="Why we build databases")
    found = pick(
        Post("notes", "Introduction", summary="Ten tools for gardeners"), history=sent(was)
    )
    assert chosen(found) == ["Introduction"]


def test_a_new_post_with_an_old_title_is_new() -> None:
    old = Post("notes", "Weekly links", summary="the old ones")
    new = replace(old, summary="other links")
    found = pick(new, old, history=sent(old))
    assert [post.summary for post in found.posts] == ["other links"]


def test_dropped_posts_are_out_and_may_come_later() -> None:
    post = dated("Monday", "2026-11-16", url="https://notes.example.org/monday")
    for name in (
        "monday",
        "https://notes.example.org/monday/?utm_source=x",
        "notes.example.org/monday",
    ):
        assert codes(pick(post, drops=(name,))) == {"Monday": "dropped"}
    assert chosen(pick(post, drops=("Mon",))) == ["Monday"]


def test_a_pin_passes_dates_and_caps() -> None:
    posts = (
        dated("Old", "2020-01-01"),
        dated("Future", "2027-01-01"),
        Post("notes", "Page"),
        dated("Monday", "2026-11-16"),
        dated("Tuesday", "2026-11-17"),
    )
    found = pick(*posts, pins=("Old", "Future", "Page"), max_posts=1, due=True)
    assert chosen(found) == ["Future", "Old", "Page"]
    assert codes(found)["Old"] == "pinned"
    assert codes(found)["Monday"] == "maximum"
    source = replace(NOTES, max_posts=1, undated="skip")
    capped = select(keyed(*posts), rules(source, pins=("Page", "Monday")), History())
    assert chosen(capped) == ["Monday", "Page"]
    assert codes(capped)["Tuesday"] == "source-cap"


def test_pins_take_their_room_from_the_maximum() -> None:
    posts = [dated(f"Post {n}", f"2026-11-1{n}") for n in range(6, 10)]
    found = pick(*posts, dated("Old", "2020-01-01"), pins=("Old",), max_posts=3)
    assert chosen(found) == ["Post 9", "Post 8", "Old"]


def test_a_pin_does_not_send_a_post_again() -> None:
    post = dated("Monday", "2026-11-16")
    assert codes(pick(post, history=sent(post), pins=("Monday",))) == {"Monday": "already-sent"}


def test_a_source_has_its_cap() -> None:
    source = replace(NOTES, max_posts=1)
    posts = keyed(
        dated("One", "2026-11-16"), dated("Two", "2026-11-17"), dated("Else", "2026-11-16", "other")
    )
    found = select(posts, rules(source, OTHER), History())
    assert chosen(found) == ["Two", "Else"]
    assert codes(found)["One"] == "source-cap"


def test_a_source_may_exclude_and_include() -> None:
    source = replace(NOTES, include=("tag:Python", "rust"), exclude=("sponsored",))
    posts = keyed(
        dated("Asyncio", "2026-11-16", tags=("python",)),
        dated("Rust, again", "2026-11-17"),
        dated("Sponsored: Rust", "2026-11-18"),
        dated("Gardening", "2026-11-19", tags=("pythons",)),
    )
    found = select(posts, rules(source), History())
    assert chosen(found) == ["Rust, again", "Asyncio"]
    assert codes(found)["Sponsored: Rust"] == "excluded"
    assert codes(found)["Gardening"] == "not-included"


def test_a_filter_of_one_source_does_not_take_a_post_from_another() -> None:
    planet = replace(NOTES, include=("tag:python",))
    post = dated("Gardening in winter", "2026-11-16", "other")
    found = select(keyed(replace(post, source="notes"), post), rules(planet, OTHER), History())
    assert [p.source for p in found.posts] == ["other"]
    assert {c.code for c in found.candidates} == {"selected", "not-included"}


def test_too_few_posts_are_no_issue() -> None:
    found = pick(dated("Alone", "2026-11-16"), dated("Old", "2026-01-01"), min_posts=2)
    assert found.posts == ()
    assert codes(found) == {"Alone": "too-few", "Old": "outside-window"}
    assert pick().posts == ()


def test_the_heavier_source_then_the_earlier_one_stands_for_duplicates() -> None:
    post = dated("Durable execution at scale", "2026-11-16")
    posts = keyed(post, replace(post, source="other"))
    assert select(posts, rules(NOTES, OTHER), History()).posts[0].source == "notes"
    assert select(posts, rules(OTHER, NOTES), History()).posts[0].source == "other"
    heavy = replace(OTHER, weight=2.0)
    assert select(posts, rules(NOTES, heavy), History()).posts[0].source == "other"


def test_candidates_carry_when_they_were_first_seen() -> None:
    seen = datetime(2026, 11, 17, tzinfo=UTC)
    (post,) = keyed(Post("notes", "Note"))
    history = History((), {"notes": seen}, {("notes", post.key): Sighting("notes", post.key, seen)})
    assert select([post], rules(), history).candidates[0].post.first_seen == seen


def test_an_expired_post_is_out_even_when_it_is_pinned() -> None:
    gone = dated("Gone", "2026-11-16", expires=instant("2026-11-23T07:00:00+00:00"))
    there = dated("Still there", "2026-11-17", expires=civil("2026-11-24"))
    found = pick(gone, there, pins=("Gone",))
    assert codes(found) == {"Gone": "expired", "Still there": "selected"}
