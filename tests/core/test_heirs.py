"""Posts that their source changed keep their past, and new ones have none."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from digest.core.heirs import adopted
from digest.core.history import History, SentIssue, SentPosts, Sighting
from digest.core.identity import with_keys
from digest.core.known import Memory
from digest.core.model import Post
from digest.core.when import When

BERLIN = ZoneInfo("Europe/Berlin")
THEN = datetime(2026, 11, 16, 9, tzinfo=BERLIN)
NOW = datetime(2026, 11, 23, 9, tzinfo=BERLIN)
SUMMARY = "Workflows that survive a crash, and what they cost"
OTHER = "Ten tools for gardeners who like their hands dirty"


def post(title: str, on: str = "", **more: object) -> Post:
    when = When(None, date.fromisoformat(f"2026-{on}"), "day", on, "listing") if on else None
    return replace(Post("notes", title, published=when), **more)  # type: ignore[arg-type]


def history_of(sent: list[Post], seen: list[Post] | None = None) -> History:
    """These posts were sent; those without a date were seen in the order of `seen`, or `sent`."""
    undated = [p for p in with_keys(seen or sent) if not p.published]
    sightings = {
        ("notes", p.key): Sighting("notes", p.key, THEN, rank) for rank, p in enumerate(undated)
    }
    issue = SentIssue("2026-W46", THEN, with_keys(sent))
    return History((issue,), {"notes": THEN}, sightings)


def after(history: History, *listing: Post, since: date | None = None) -> dict[str, str | None]:
    """The issue that had each listed post, by its title."""
    memory = Memory(history, ["notes"], BERLIN)
    posts, _ = adopted(with_keys(listing), "notes", memory, now=NOW, zone=BERLIN, since=since)
    sent = SentPosts(history.sent, BERLIN)
    return {p.title: sent.issue_of(p) for p in posts}


def is_known(was: Post, now: Post, *others: Post) -> bool:
    """Whether `now` is `was`, which was sent; the others are listed beside both."""
    return after(history_of([was, *others]), now, *others)[now.title] is not None


DATED = post("Durable Execution for Agents", "11-10")
LISTING = [post(title) for title in ("Aardvark", "Bee", "Cat", "Dog", "Eel")]
UNDATED = post("Durable Execution for Agents", summary=SUMMARY)


@pytest.mark.parametrize(
    "now",
    [
        {"title": "Durable execution of agents"},
        {"title": "Crashes", "summary": SUMMARY},
        {"title": "Crashes"},
    ],
    ids=["alike title", "alike summary", "the only pair of its day"],
)
def test_a_new_title_on_the_same_day_is_the_old_post(now: dict[str, object]) -> None:
    was = replace(DATED, summary=SUMMARY)
    assert is_known(was, replace(DATED, **now))  # type: ignore[arg-type]


def test_posts_of_one_day_are_told_apart() -> None:
    assert not is_known(replace(DATED, summary=SUMMARY), post("Crashes", "11-10", summary=OTHER))
    assert not is_known(DATED, post("Crashes", "11-11"))
    assert not is_known(post("Release 2", "11-10"), post("Release 3", "11-10"))
    two = after(history_of([DATED]), post("Crashes", "11-10"), post("Gardens", "11-10"))
    assert set(two.values()) == {None}


def test_a_post_that_is_still_listed_is_no_other() -> None:
    found = after(history_of([DATED]), post("Durable executions for agents", "11-10"), DATED)
    assert found == {"Durable executions for agents": None, DATED.title: "2026-W46"}


@pytest.mark.parametrize("on", ["11-09", "11-11", "10-20", "11-22"])
def test_a_new_day_of_the_same_title_is_the_old_post(on: str) -> None:
    assert is_known(DATED, replace(DATED, published=post("", on).published))
    assert is_known(replace(DATED, title="Crashes"), post("Crashes", on), post("Old", "10-01"))


def test_a_title_that_comes_again_is_a_series() -> None:
    links = [post("The links of the week", on) for on in ("11-01", "11-08")]
    new = post("The links of the week", "11-15")
    assert after(history_of(links), new, links[1])[new.title] == "2026-W46"  # of the one listed
    posts, heirs = adopted(
        with_keys([new, links[1]]),
        "notes",
        Memory(history_of(links), ["notes"], BERLIN),
        now=NOW,
        zone=BERLIN,
    )
    assert heirs == ()
    assert SentPosts(history_of(links).sent, BERLIN).issue_of(posts[0]) is None


def test_an_equal_title_long_after_or_with_other_words_is_another_post() -> None:
    assert not is_known(post("Links", "11-10"), post("Links", "11-17"))
    assert not is_known(DATED, post(DATED.title, "06-10"), post("Else", "11-15"))
    assert is_known(DATED, post(DATED.title, "06-10"), post("Else", "05-01"))
    assert not is_known(replace(DATED, summary=SUMMARY), post(DATED.title, "11-12", summary=OTHER))
    assert is_known(replace(DATED, summary=SUMMARY), post(DATED.title, "02-12", summary=SUMMARY))


def test_what_an_archive_left_out_has_not_vanished() -> None:
    now, old = post(DATED.title, "11-20"), history_of([DATED])
    assert after(old, now)[now.title] == "2026-W46"
    assert after(old, now, since=date(2026, 11, 11))[now.title] is None


@pytest.mark.parametrize(
    "now",
    [
        post(UNDATED.title, "11-12"),
        post(UNDATED.title, "11-12", url="https://notes.example.org/d"),
        post(UNDATED.title, url="https://notes.example.org/d"),
        post("Durable Executions for Agents"),
        post("What a crash costs", summary=SUMMARY),
    ],
    ids=["gained a date", "gained both", "gained a URL", "alike title", "alike summary"],
)
def test_an_undated_post_is_known_again(now: Post) -> None:
    assert is_known(UNDATED, now)


def test_an_undated_post_that_moved_is_known_by_its_title() -> None:
    was = replace(UNDATED, url="https://notes.example.org/2026/durable", summary="")
    now = replace(was, url="https://notes.example.org/durable")
    assert is_known(was, now)
    assert not is_known(replace(was, title="Links"), replace(now, title="Links"))
    assert is_known(
        replace(was, title="Links", summary=SUMMARY), replace(now, title="Links", summary=SUMMARY)
    )


def test_parts_of_a_series_are_posts_of_their_own() -> None:
    was = post("Weekly notes 12", summary=SUMMARY)
    assert not is_known(was, post("Weekly notes 13", summary=SUMMARY))
    assert not is_known(was, post("Weekly notes 13"))
    assert not is_known(
        post("What the team read in October"), post("What the team read in November")
    )


NUMBERS = [
    ("A research-grade trainer in 400 lines", "A research-grade trainer"),
    ("A research-grade trainer in 400 lines", "A research-grade trainer in 380 lines"),
    ("A research-grade trainer", "A research-grade trainer in 400 lines"),
    ("FSDP vs DeepSpeed, 2026 edition", "FSDP vs DeepSpeed, revisited"),
    ("The four evals that matter", "Which evals matter, and which do not"),
    ("Weekly notes 12", "Weekly notes 13"),
]


@pytest.mark.parametrize(("was", "now"), NUMBERS)
def test_a_number_that_comes_goes_or_changes_makes_no_new_post(was: str, now: str) -> None:
    a, b, c = post("Aardvark"), post("Bee"), post("Cat")
    assert is_known(post(was, "11-10", summary=SUMMARY), post(now, "11-10", summary=SUMMARY))
    for summary in (SUMMARY, ""):
        history = history_of([a, post(was, summary=summary), b, c])
        assert after(history, a, post(now, summary=summary), b, c)[now] == "2026-W46"
    moved = after(history_of([a, post(was, summary=SUMMARY), b]), b, a, post(now, summary=SUMMARY))
    assert moved[now] == "2026-W46"


@pytest.mark.parametrize(("was", "now"), NUMBERS[:-1])
def test_a_number_on_top_of_a_listing_may_be_mended(was: str, now: str) -> None:
    history = history_of([post(was, summary=SUMMARY), *LISTING])
    assert after(history, post(now, summary=SUMMARY), *LISTING)[now] == "2026-W46"


def test_a_series_whose_parts_say_the_same_goes_on_at_the_top() -> None:
    rows = [post(f"Weekly notes {n}", summary=SUMMARY) for n in (12, 11, 10)]
    new = post("Weekly notes 13", summary=SUMMARY)
    assert after(history_of(rows), new, *rows[:2])[new.title] is None
    only = [post("Gardens"), post("Weekly notes 9", summary=SUMMARY)]
    assert after(history_of(only), new, only[0])[new.title] is None  # off the bottom
    slot = [post("Weekly notes 12", summary=SUMMARY), post("Gardens")]
    assert after(history_of(slot), new, slot[1])[new.title] is None  # in the place of the last
    dated = [replace(row, published=DATED.published) for row in rows]
    today = replace(new, published=DATED.published)
    assert after(history_of(dated), today, *dated[:2])[new.title] is None


def test_a_new_title_and_another_day_of_the_very_same_words_are_the_old_post() -> None:
    was, old = replace(DATED, summary=SUMMARY), post("Old", "10-01", summary=OTHER)
    now = post("Crashes", "11-18", summary=SUMMARY)
    assert is_known(was, now, old)
    assert not is_known(was, now)  # the listing may not reach back so far
    assert not is_known(was, replace(now, summary=SUMMARY + " you"), old)
    assert not is_known(was, now, old, post("Else", "11-02", summary=SUMMARY))
    assert not is_known(
        replace(was, title="Weekly notes 12"), replace(now, title="Weekly notes 13"), old
    )
    assert after(history_of([was, old]), now, was, old)[now.title] is None


def test_a_summary_that_every_post_has_tells_nothing() -> None:
    boiler = [post(f"About {name}", summary=SUMMARY) for name in ("Rome", "Paris", "Oslo")]
    assert not is_known(boiler[0], post("About Bern", summary=SUMMARY), *boiler[1:])


def test_a_row_that_changed_between_others_is_the_one_that_stood_there() -> None:
    a, b, c, d, e = LISTING
    old = history_of(LISTING)
    for row in (b, c, d):
        now = [post("Zebra") if p is row else p for p in LISTING]
        assert after(old, *now)["Zebra"] == "2026-W46"
    both = after(old, a, post("Yak"), post("Zebra"), d, e)
    assert both["Yak"] == both["Zebra"] == "2026-W46"
    assert after(old, a, post("Zebra 2"), c, d, e)["Zebra 2"] == "2026-W46"


@pytest.mark.parametrize(
    "order",
    ["ZABCDE", "ZABCD", "YZABC", "AZBCDE", "AZBCD", "ABZCDE", "ABCDEZ", "ABCDZ", "ECZBA", "ADZE"],
)
def test_a_row_that_stands_elsewhere_is_new(order: str) -> None:
    titles = {p.title[0]: p for p in LISTING} | {"Y": post("Yak"), "Z": post("Zebra")}
    assert after(history_of(LISTING), *(titles[row] for row in order))["Zebra"] is None


def test_rows_that_came_later_stand_above() -> None:
    history = history_of(LISTING)
    (new,) = with_keys([post("New")])
    later = {("notes", new.key): Sighting("notes", new.key, NOW)}
    history = replace(history, sightings={**history.sightings, **later})
    assert after(history, post("New"), post("Zebra"), *LISTING[1:])["Zebra"] == "2026-W46"
    assert after(history, LISTING[0], post("Zebra"), post("New"), *LISTING[1:])["Zebra"] is None


def test_a_chain_of_changes_leads_back_to_what_was_sent() -> None:
    history, listing = history_of(LISTING), list(LISTING)
    for title in ("Bumblebee", "Hornet", "Wasp"):
        listing[1] = post(title)
        memory = Memory(history, ["notes"], BERLIN)
        posts, heirs = adopted(with_keys(listing), "notes", memory, now=NOW, zone=BERLIN)
        (heir,) = heirs
        assert (heir.first_seen, heir.rank, heir.title) == (THEN, 1, None)
        assert SentPosts(history.sent, BERLIN).issue_of(posts[1]) == "2026-W46"
        known = {**history.sightings, ("notes", heir.key): heir}
        history = replace(history, sightings=known)
    memory = Memory(history, ["notes"], BERLIN)
    again, nothing = adopted(
        with_keys(listing), "notes", memory, now=NOW + timedelta(7), zone=BERLIN
    )
    assert nothing == ()
    assert SentPosts(history.sent, BERLIN).issue_of(again[1]) == "2026-W46"


def test_a_post_of_the_back_catalogue_stays_there_under_a_new_title() -> None:
    history = replace(history_of([], LISTING), sent=())
    listing = [post("Zebra") if p.title == "Dog" else p for p in LISTING]
    memory = Memory(history, ["notes"], BERLIN)
    _, heirs = adopted(with_keys(listing), "notes", memory, now=NOW, zone=BERLIN)
    assert heirs == (Sighting("notes", "title:notes:zebra", THEN, 3, was="title:notes:dog"),)


def test_a_short_title_that_moved_is_of_the_back_catalogue_when_it_is_dated_before() -> None:
    (was,) = with_keys([post("Alpha one", "11-03", url="https://notes.example.org/1/a")])
    seen = Sighting("notes", was.key, THEN, title="Alpha one")
    memory = Memory(History(sightings={("notes", was.key): seen}), ["notes"], BERLIN)
    now = replace(was, url="https://notes.example.org/2/a")
    _, heirs = adopted(with_keys([now]), "notes", memory, now=NOW, zone=BERLIN)
    assert [(heir.first_seen, heir.was) for heir in heirs] == [(THEN, was.key)]
    later = replace(now, published=post("", "11-18").published)
    assert adopted(with_keys([later]), "notes", memory, now=NOW, zone=BERLIN)[1] == ()


def test_what_a_merged_post_was_called_in_its_second_source_is_known() -> None:
    first = with_keys([replace(DATED, source="blog", url="https://blog.example.org/durable")])[0]
    second = with_keys([DATED])[0]
    issue = SentIssue("2026-W46", THEN, (replace(first, keys=(*first.keys, *second.keys)),))
    history = History((issue,))
    assert after(history, post("Durable Execution of Agents", "11-10"))[
        "Durable Execution of Agents"
    ]


def test_posts_that_are_what_they_were_are_left_alone() -> None:
    posts = with_keys([*LISTING, DATED])
    memory = Memory(history_of([*LISTING, DATED]), ["notes"], BERLIN)
    assert adopted(posts, "notes", memory, now=NOW, zone=BERLIN) == (posts, ())
    assert adopted(posts, "notes", Memory(History(), ["notes"], BERLIN), now=NOW, zone=BERLIN) == (
        posts,
        (),
    )


def test_untitled_posts_are_not_taken_for_each_other() -> None:
    assert not is_known(post("", "11-10"), post("", "11-12"), post("Else", "10-01"))
