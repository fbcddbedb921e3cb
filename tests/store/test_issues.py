import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest.core.errors import DigestError, UsageError
from digest.core.model import Post
from digest.core.when import When
from digest.store import issues, sent
from digest.store.files import write_json
from digest.store.posts import sent_to_json

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
POST = Post(
    "notes",
    "Durable Execution",
    published=When(datetime(2026, 2, 27, 10, tzinfo=UTC), None, "instant", "", "feed"),
    key="example.org/d",
    keys=("example.org/d",),
)


def build(
    root: Path, issue_id: str, *, end: str = "2026-03-02T00:00:00+01:00", **more: object
) -> issues.Stored:
    """An issue folder as a build leaves it."""
    manifest = {
        "number": 1,
        "title": "A title",
        "subject": "A subject",
        "preheader": "A preheader",
        "from": "A <a@example.org>",
        "content": "hash",
        "hashes": {},
        "window": {"start": "2026-02-23T00:00:00+01:00", "end": end, "timezone": "Europe/Berlin"},
        "posts": [sent_to_json(POST)],
        **more,
    }
    write_json(root / issue_id / "manifest.json", manifest)
    stored = issues.read(root / issue_id)
    assert stored
    return stored


def test_a_built_issue_is_a_draft(tmp_path: Path) -> None:
    stored = build(tmp_path, "2026-W09")
    assert (stored.id, stored.state) == ("2026-W09", "draft")
    assert stored.output("html") == tmp_path / "2026-W09" / "issue.html"


def test_an_approval_is_bound_to_the_content(tmp_path: Path) -> None:
    issues.approve(build(tmp_path, "2026-W09"), NOW)
    assert issues.read(tmp_path / "2026-W09").state == "approved"
    assert build(tmp_path, "2026-W09").state == "approved"
    assert build(tmp_path, "2026-W09", content="changed").state == "draft"
    issues.approve(issues.read(tmp_path / "2026-W09"), NOW)
    assert issues.read(tmp_path / "2026-W09").state == "approved"


@pytest.mark.parametrize(
    ("name", "hint"), [("approval.json", "delete it and approve"), ("sent.json", "from git")]
)
def test_a_record_of_nothing_is_told_to_be_broken(tmp_path: Path, name: str, hint: str) -> None:
    build(tmp_path, "2026-W09")
    write_json(tmp_path / "2026-W09" / name, {"version": 1})
    with pytest.raises(DigestError, match=f"{name}: lacks") as caught:
        issues.read(tmp_path / "2026-W09")
    assert hint in caught.value.hint


@pytest.mark.parametrize("text", ["{}", "{"])
def test_a_broken_manifest_is_in_git_only_when_it_was_sent(tmp_path: Path, text: str) -> None:
    stored = build(tmp_path, "2026-W09")
    file = stored.folder / "manifest.json"
    file.write_text(text)
    with pytest.raises(DigestError) as caught:
        issues.read(stored.folder)
    assert caught.value.hint == "delete it and build the issue again"
    sent.mark_sent(stored, {"complete": True})
    with pytest.raises(DigestError) as caught:
        issues.read(stored.folder)
    assert caught.value.hint == "restore it from git"


def test_every_part_that_a_reader_sees_is_in_the_content_hash() -> None:
    parts = ["sender", "subject", "preheader", "html", "text"]
    whole = issues.content_hash(*parts)
    for place in range(5):
        changed = [part + "!" if n == place else part for n, part in enumerate(parts)]
        assert issues.content_hash(*changed) != whole
    assert issues.content_hash("a", "b", "", "", "") != issues.content_hash("ab", "", "", "", "")


def test_sending_begins_and_ends(tmp_path: Path) -> None:
    stored = build(tmp_path, "2026-W09")
    sent.mark_sent(stored, {"complete": False, "sent": "2026-03-02T09:00:00+00:00"})
    assert issues.read(stored.folder).state == "sending"
    sent.mark_sent(stored, {"complete": True})
    assert issues.read(stored.folder).state == "sent"
    assert issues.read(stored.folder).sent["content"] == "hash"


def test_what_left_the_house_is_remembered_from_its_first_message_on(tmp_path: Path) -> None:
    for name, complete in (("2026-W08", True), ("2026-W09", False)):
        sent.mark_sent(build(tmp_path, name), {"complete": complete})
    build(tmp_path, "2026-W10")
    remembered = sent.sent_issues(issues.all_issues(tmp_path))
    assert [issue.id for issue in remembered] == ["2026-W08", "2026-W09"]
    assert remembered[0].end == datetime.fromisoformat("2026-03-02T00:00:00+01:00")
    (post,) = remembered[0].posts
    assert (post.title, post.keys) == (POST.title, POST.keys)
    assert post.published is not None
    assert POST.published is not None
    assert post.published.instant == POST.published.instant


def test_issues_are_ordered_by_the_instant_at_which_their_windows_end(tmp_path: Path) -> None:
    build(tmp_path, "b", end="2026-03-02T00:00:00+01:00")
    build(tmp_path, "a", end="2026-03-02T00:00:00+01:00")
    build(tmp_path, "first", end="2026-03-02T01:00:00+09:00")
    build(tmp_path, "last", end="2026-03-01T23:30:00+00:00")
    (tmp_path / "notes").mkdir()
    (tmp_path / "seen.jsonl").write_text("")
    assert [stored.id for stored in issues.all_issues(tmp_path)] == ["first", "a", "b", "last"]


def test_no_folder_is_no_issue(tmp_path: Path) -> None:
    assert issues.all_issues(tmp_path / "issues") == ()


def test_find_takes_the_newest_that_is_not_sent(tmp_path: Path) -> None:
    build(tmp_path, "2026-W08", end="2026-02-23T00:00:00+01:00")
    build(tmp_path, "2026-W09")
    sent.mark_sent(
        build(tmp_path, "2026-W10", end="2026-03-09T00:00:00+01:00"), {"complete": False}
    )
    assert issues.find(tmp_path, None).id == "2026-W09"
    assert issues.find(tmp_path, "2026-W10").state == "sending"


def test_find_says_what_there_is(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no draft issue") as caught:
        issues.find(tmp_path, None)
    assert caught.value.hint == "type: digest build"
    with pytest.raises(UsageError, match="no issue 2026-W11") as caught:
        issues.find(tmp_path, "2026-W11")
    assert "none yet" in caught.value.hint
    build(tmp_path, "2026-W09")
    with pytest.raises(UsageError) as caught:
        issues.find(tmp_path, "2026-W11")
    assert "2026-W09" in caught.value.hint


def test_a_sent_issue_without_its_manifest_is_not_forgotten(tmp_path: Path) -> None:
    sent.mark_sent(build(tmp_path, "2026-W09"), {"complete": True})
    (tmp_path / "2026-W09" / "manifest.json").unlink()
    with pytest.raises(DigestError, match=r"manifest\.json") as caught:
        issues.all_issues(tmp_path)
    assert "git" in caught.value.hint


GOOD = {"start": "2026-02-23T00:00:00+01:00", "end": "2026-03-02T00:00:00+01:00", "timezone": "UTC"}


@pytest.mark.parametrize(
    "window",
    [
        None,
        {},
        "2026-W09",
        *({**GOOD, k: v} for k in ("start", "end") for v in ("soon", 3, "2026-03-02")),
    ],
)
def test_a_manifest_without_its_window_is_told(tmp_path: Path, window: object) -> None:
    with pytest.raises(DigestError, match=r"manifest\.json"):
        build(tmp_path, "2026-W09", window=window)


@pytest.mark.parametrize("posts", [None, [{}], ["text"], [{"keys": 3}]])
def test_a_record_of_sending_that_is_broken_stops_everything(tmp_path: Path, posts: object) -> None:
    sent.mark_sent(build(tmp_path, "2026-W09"), {"complete": True})
    file = tmp_path / "2026-W09" / "sent.json"
    write_json(file, {**json.loads(file.read_text("utf-8")), "posts": posts})
    with pytest.raises(DigestError, match=r"sent\.json"):
        sent.sent_issues(issues.all_issues(tmp_path))


def test_draft_that_cannot_be_read_is_no_matter_of_the_others(tmp_path: Path) -> None:
    build(tmp_path, "2026-W09", number=2)
    build(tmp_path, "2026-W10")
    (tmp_path / "2026-W10/manifest.json").write_text("{", "utf-8")
    found, broken = issues.sorted_out(tmp_path)
    assert ([stored.id for stored in found], [*broken]) == (["2026-W09"], ["2026-W10"])
    assert issues.find(tmp_path, "2026-W09").id == "2026-W09"
    assert issues.legible(tmp_path) == found
    assert issues.next_number(tmp_path, "2026-W09") == 2
    with pytest.raises(UsageError, match="no issue 2026-W08"):
        issues.find(tmp_path, "2026-W08")


@pytest.mark.parametrize("issue", ["2026-W10", None])
def test_draft_that_cannot_be_read_is_never_taken_for_another(
    tmp_path: Path, issue: str | None
) -> None:
    build(tmp_path, "2026-W09")
    build(tmp_path, "2026-W10")
    (tmp_path / "2026-W10/manifest.json").write_text("{", "utf-8")
    with pytest.raises(DigestError, match=r"W10/manifest\.json"):
        issues.find(tmp_path, issue)
    with pytest.raises(DigestError, match=r"W10/manifest\.json"):
        issues.next_number(tmp_path, issue or "2026-W11")


def test_issue_that_was_sent_is_never_passed_over(tmp_path: Path) -> None:
    build(tmp_path, "2026-W09")
    sent.mark_sent(build(tmp_path, "2026-W10"), {"complete": True, "sent": NOW.isoformat()})
    (tmp_path / "2026-W10/manifest.json").write_text("{", "utf-8")
    with pytest.raises(DigestError, match=r"W10/manifest\.json"):
        issues.legible(tmp_path)


def test_an_issue_keeps_its_number_and_a_new_one_has_the_next(tmp_path: Path) -> None:
    assert issues.next_number(tmp_path, "2026-W09") == 1
    build(tmp_path, "2026-W09", number=4)
    build(tmp_path, "2026-W08", number=3)
    assert issues.next_number(tmp_path, "2026-W08") == 3
    assert issues.next_number(tmp_path, "2026-W10") == 5


def test_the_editors_files_are_hashed_when_they_are_there(tmp_path: Path) -> None:
    assert issues.edited_hashes(tmp_path) == {}
    (tmp_path / "intro.md").write_text("a")
    before = issues.edited_hashes(tmp_path)
    assert list(before) == ["intro.md"]
    (tmp_path / "intro.md").write_text("b")
    assert issues.edited_hashes(tmp_path) != before
