"""How two issues differ, as pure data."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from digest.app.issue_diff import Diff, Pair, between
from digest.store.manifest import Entry, Manifest, Part

END = datetime(2026, 3, 9, tzinfo=UTC)


def entry(key: str, title: str = "") -> Entry:
    return Entry("post", title or f"Title {key}", None, "notes", key)


def manifest(*parts: Part, subject: str = "S", until: str = "2026-03-09") -> Manifest:
    return Manifest(
        number=1,
        title="T",
        subject=subject,
        preheader="P",
        sender="a@example.org",
        window={"start": "2026-03-02", "end": until, "timezone": "UTC"},
        start=END,
        end=END,
        content="",
        hashes={},
        sections=parts,
        posts=(),
        again=False,
    )


def of(*keys: str) -> Manifest:
    return manifest(Part(None, tuple(map(entry, keys))))


def diff(old: Manifest, new: Manifest) -> Diff:
    return between("a", old, "b", new)


def test_an_issue_does_not_differ_from_itself():
    assert diff(of("1", "2"), of("1", "2")).same


def test_posts_are_added_and_removed():
    found = diff(of("1", "2"), of("2", "3"))
    assert [e.key for e in found.added] == ["3"]
    assert [e.key for e in found.removed] == ["1"]
    assert (found.moved, found.retitled, found.words) == ((), (), ())


def test_a_post_that_changes_places_is_moved_and_the_others_are_not():
    found = diff(of("1", "2", "3", "4"), of("4", "1", "2", "3"))
    assert found.moved == (Pair("Title 4", "4 at the top", "1 at the top"),)


def test_a_post_under_another_heading_is_moved():
    one, two = entry("1"), entry("2")
    old = manifest(Part(None, (one,)), Part("Systems", (two,)))
    new = manifest(Part(None, (one,)), Part("Inference", (two,)))
    assert diff(old, new).moved == (Pair("Title 2", "1 in Systems", "1 in Inference"),)


def test_a_post_of_another_title_is_retitled():
    new = manifest(Part(None, (entry("1", "Better"), entry("2"))))
    assert diff(of("1", "2"), new).retitled == (Pair("1", "Title 1", "Better"),)


def test_words_and_window_are_told():
    found = diff(of("1"), manifest(Part(None, (entry("1"),)), subject="New", until="2026-03-10"))
    assert found.words == (
        Pair("subject", "S", "New"),
        Pair("window", "2026-03-02 to 2026-03-09", "2026-03-02 to 2026-03-10"),
    )


@given(st.permutations("abcdef"), st.permutations("abcdef"))
def test_without_the_moved_posts_the_order_is_the_same(one, other):
    found = diff(of(*one), of(*other))
    moved = {pair.name for pair in found.moved}
    kept = [[key for key in keys if f"Title {key}" not in moved] for keys in (one, other)]
    assert kept[0] == kept[1]
    assert found.same == (one == other)
