"""`digest issues`: show, diff, delete, and what may be done at which time of an issue's life."""

import shutil
from pathlib import Path

import pytest

from digest.app import alone
from digest.core.errors import GateError
from digest.store.lock import exclusive

ISSUE = "2026-03"


def snapshot(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_show_tells_all_of_a_draft(built):
    shown = built.run("issues", "show", "--json").json

    assert (shown["issue"], shown["number"], shown["state"], shown["posts"]) == (
        ISSUE,
        1,
        "draft",
        1,
    )
    html = built.folder / "issues" / ISSUE / "issue.html"
    assert shown["html_bytes"] == html.stat().st_size
    (part,) = shown["sections"]
    assert [item["title"] for item in part["items"]] == ["What a queue forgets"]
    assert part["items"][0]["url"] == "https://blog.example.org/"
    assert shown["left_out"] == {"outside-window": 1}
    assert (shown["approved"], shown["sent"]) == (None, None)


def test_show_is_for_people_too(built):
    out = built.run("issues", "show").out

    assert "2026-03: number 1, draft" in out
    assert "type: digest issues approve 2026-03" in out
    assert "  What a queue forgets\n    https://blog.example.org/\n" in out
    assert out.endswith("left out: 1 outside the window\n")


def test_show_tells_of_approval_and_sending(built):
    built.run("issues", "approve", "--now", "2026-04-01T09:00+00:00")
    assert built.run("issues", "show", "--json").json["approved"] == "2026-04-01T09:00:00+00:00"
    built.run("issues", "mark-sent", "--now", "2026-04-02T09:00+00:00")
    shown = built.run("issues", "show", "--json").json
    assert shown["state"] == "sent"
    assert shown["sent"]["sent"] == "2026-04-02T09:00:00+00:00"
    assert "2026-04-02T09:00:00+00:00 by other means" in built.run("issues", "show").out


def test_list_has_the_number_and_the_day_of_sending(built):
    assert built.run("issues", "list", "--json").json[0]["sent"] is None
    built.run("issues", "mark-sent", "--now", "2026-04-02T09:00+00:00")
    (row,) = built.run("issues", "list", "--json").json
    assert (row["number"], row["sent"]) == (1, "2026-04-02T09:00:00+00:00")
    assert "(sent 2026-04-02)" in built.run("issues", "list").out


@pytest.mark.parametrize(
    "text", ["{}", '{"candidates": [3]}', '{"candidates": [], "rest": [1]}', "[]", "{"]
)
def test_a_broken_selection_json_is_a_sentence(built, text):
    built.write(f"issues/{ISSUE}/selection.json", text)
    ran = built.run("issues", "show")
    assert ran.code == 2
    assert "selection.json" in ran.err
    assert "digest itself" not in ran.err


def test_an_issue_without_its_records_is_shown_as_far_as_it_is_known(built):
    for name in ("selection.json", "issue.txt"):
        (built.folder / "issues" / ISSUE / name).unlink()
    assert "text missing" in built.run("issues", "show").out
    shown = built.run("issues", "show", "--json").json
    assert (shown["left_out"], shown["text_bytes"]) == (None, None)


def test_diff_tells_what_changed_between_two_issues(built):
    built.run("build", "--month", "2026-02")
    ran = built.run("issues", "diff", "2026-02", ISSUE)
    assert ran.code == 0
    assert "added     What a queue forgets\n" in ran.out
    assert "removed   Second thoughts on retries\n" in ran.out
    found = built.run("issues", "diff", "2026-02", ISSUE, "--json").json
    assert [each["title"] for each in found["added"]] == ["What a queue forgets"]
    assert set(found["changed"]) == {"title", "subject", "preheader", "window"}
    assert built.run("issues", "diff", ISSUE, ISSUE).out == "2026-03 -> 2026-03: no difference\n"


def test_diff_of_an_unknown_issue_names_the_known(built):
    ran = built.run("issues", "diff", ISSUE, "2026-04")
    assert ran.code == 2
    assert ISSUE in ran.err


def test_delete_without_a_terminal_needs_yes(built):
    ran = built.run("issues", "delete", ISSUE)
    assert ran.code == 2
    assert "digest issues delete 2026-03 --yes" in ran.err
    assert (built.folder / "issues" / ISSUE).is_dir()


def test_a_deleted_draft_is_kept_with_all_that_was_written(built):
    built.write(f"issues/{ISSUE}/intro.md", "Dear readers")
    before = snapshot(built.folder / "issues" / ISSUE)
    ran = built.run("issues", "delete", ISSUE, "--yes")
    place = built.folder / ".digest/deleted/2026-03-1"
    assert ran.code == 0
    assert str(place) in ran.err
    assert snapshot(place) == before
    assert built.run("issues", "list", "--json").json == []
    built.run("build", "--month", ISSUE)
    assert not (built.folder / "issues" / ISSUE / "intro.md").exists()
    again = built.run("issues", "delete", ISSUE, "--yes", "--json").json
    assert Path(again["moved_to"]).name == "2026-03-2"


def test_a_sent_issue_is_never_touched(built):
    built.run("issues", "mark-sent")
    folder = built.folder / "issues" / ISSUE
    before = snapshot(folder)
    blog = built.folder / "blog.txt"
    blog.write_text(blog.read_text("utf-8").replace("forgets", "remembers"), "utf-8")
    for argv in (
        ("issues", "delete", ISSUE, "--yes"),
        ("issues", "approve", ISSUE),
        ("issues", "mark-sent", ISSUE),
        ("build", "--month", ISSUE, "--again"),
    ):
        ran = built.run(*argv)
        assert ran.code == 7
        assert "hint: " in ran.err
    assert built.run("build", "--month", ISSUE).code == 0
    assert snapshot(folder) == before


@pytest.mark.parametrize("change", ["blog.txt", f"issues/{ISSUE}/intro.md"])
def test_any_change_takes_the_approval_back(built, change):
    built.run("issues", "approve")
    file = built.folder / change
    text = file.read_text("utf-8") if file.exists() else "Dear readers"
    built.write(change, text.replace("forgets", "remembers"))
    assert "digest issues approve 2026-03" in built.run("build", "--month", ISSUE).err
    assert built.run("issues", "list", "--json").json[0]["state"] == "draft"
    assert not (built.folder / "issues" / ISSUE / "approval.json").exists()


def test_an_approval_that_git_brings_for_other_content_is_none(built):
    built.run("issues", "approve")
    approval = built.folder / "issues" / ISSUE / "approval.json"
    saved = approval.read_text("utf-8")
    built.write(f"issues/{ISSUE}/intro.md", "Dear readers").run("build", "--month", ISSUE)
    approval.write_text(saved, "utf-8")
    assert built.run("issues", "list", "--json").json[0]["state"] == "draft"
    assert built.run("issues", "show", "--json").json["approved"] is None


def test_approvals_and_records_hold_no_address(built):
    built.table('[audience]\nto = ["ann@example.net"]')
    built.run("issues", "approve")
    built.run("issues", "mark-sent")
    for name in ("approval.json", "sent.json"):
        text = (built.folder / "issues" / ISSUE / name).read_text("utf-8")
        assert "ann@" not in text
        assert '"content"' in text


def test_a_build_that_waits_too_long_is_refused(built, monkeypatch):
    monkeypatch.setattr(alone, "PATIENCE_S", 0.1)
    with exclusive(built.folder / ".digest/build.lock", GateError("held")):
        for argv in (("build", "--month", "2026-02"), ("issues", "approve")):
            ran = built.run(*argv)
            assert ran.code == 7
            assert "another build is running" in ran.err
            assert "hint: " in ran.err


def test_without_file_locks_a_build_goes_on(built, monkeypatch):
    monkeypatch.setattr(alone.lock, "possible", lambda: False)
    assert built.run("build", "--month", "2026-02").code == 0


HOURS = ("build", "--since", "2026-03-02T09:00", "--until", "2026-03-05T09:00")
OTHER = ("build", "--since", "2026-03-02", "--until", "2026-03-05")
SHARED = "2026-03-02--2026-03-05"


def test_a_draft_is_not_mixed_with_another_window_of_its_days(blog):
    assert blog.run(*HOURS).code == 0
    before = snapshot(blog.folder / "issues" / SHARED)
    ran = blog.run(*OTHER)
    assert ran.code == 7
    assert "2026-03-02 09:00 to 2026-03-05 09:00" in ran.err
    assert f"digest issues delete {SHARED}" in ran.err
    assert snapshot(blog.folder / "issues" / SHARED) == before
    blog.run("issues", "delete", SHARED, "--yes")
    assert blog.run(*OTHER).code == 0


def test_a_sent_issue_is_not_taken_for_another_window_of_its_days(blog):
    blog.run(*HOURS)
    blog.run("issues", "mark-sent")
    ran = blog.run(*OTHER)
    assert ran.code == 7
    assert "sent for another window" in ran.err
    assert "--until 2026-03-06" in ran.err
    assert blog.run(*HOURS).code == 0


@pytest.mark.parametrize("window", [("--since", "2026-03-01"), ("--last", "168h")])
def test_a_draft_follows_a_window_that_moves_with_the_hour(blog, window):
    first = blog.run("build", *window, "--now", "2026-03-05T09:00", "--json").json
    later = blog.run("build", *window, "--now", "2026-03-05T11:00", "--json").json
    assert first["issue"] == later["issue"]
    assert first["window"] != later["window"]
    assert blog.run("build", *window, "--now", "2026-03-05T08:00").code == 7


def test_a_newsletter_that_moves_to_another_zone_keeps_its_drafts(built):
    built.tables[0] += 'timezone = "Asia/Tokyo"\n'
    built.table("")
    ran = built.run("build", "--month", ISSUE, "--json")
    assert ran.json["window"]["timezone"] == "Asia/Tokyo"


def test_a_half_written_first_build_is_no_issue(blog):
    blog.write(f"issues/{ISSUE}/.new/0123/issue.html", "half")
    assert blog.run("issues", "list", "--json").json == []
    assert blog.run("build", "--month", ISSUE).code == 0
    assert not (blog.folder / "issues" / ISSUE / ".new").exists()


def test_an_issue_of_an_earlier_digest_is_shown(built):
    import json

    file = built.folder / "issues" / ISSUE / "manifest.json"
    data = json.loads(file.read_text("utf-8"))
    del data["sections"]
    file.write_text(json.dumps(data), "utf-8")
    (part,) = built.run("issues", "show", "--json").json["sections"]
    assert [item["title"] for item in part["items"]] == ["What a queue forgets"]
    shutil.rmtree(file.parent)
    assert built.run("issues", "show").code == 2
