"""The list of issues and the difference of two, as HTML."""

import re

import pytest

from digest.preview import shell


def row(id_, **said):
    window = {"start": "2026-03-02T00:00:00+01:00", "end": "2026-03-09T00:00:00+01:00"}
    usual = {
        "id": id_,
        "title": "A <week>",
        "subject": "& more",
        "state": "draft",
        "number": 1,
        "window": window,
        "posts": 3,
        "html_bytes": 2048,
        "summary": {"error": 1, "warning": 2, "info": 0},
        "error": None,
    }
    return usual | said


ROWS = [row("2026-W12"), row("2026-W11"), row("2026-W10")]
NOTHING = {"changed": {}, "added": [], "removed": [], "moved": [], "retitled": []}


def comparisons(html):
    return re.findall(r'href="/diff\?old=([^&]+)&amp;new=([^"]+)"', html)


def test_issue_is_listed_with_state_window_size_and_findings():
    html = shell.issues([row("2026-W10", state="sent")], "")
    for words in (
        '<a href="/i/2026-W10">',
        "A &lt;week&gt;",
        "&amp; more",
        ">sent<",
        "2026-03-02",
        "until 2026-03-09",
        "2.0 KB",
        "1 error<",
        "2 warnings<",
    ):
        assert words in html
    assert "info" not in html


def test_what_nobody_knows_of_an_issue_is_said():
    html = shell.issues([row("x", html_bytes=None, summary=None)], "")
    assert "not checked" in html
    assert "KB" not in html


def test_issue_that_cannot_be_read_is_told_and_compared_with_none():
    html = shell.issues([*ROWS, row("2026-W09", title=None, error="no <JSON>")], "2026-W09")
    assert "<b>2026-W09</b> no &lt;JSON&gt;" in html
    assert html.replace('<p class="problem"><b>2026-W09</b> no &lt;JSON&gt;</p>\n', "") == (
        shell.issues(ROWS, "")
    )


def test_each_issue_is_compared_with_the_one_before():
    html = shell.issues(ROWS, "")
    assert comparisons(html) == [("2026-W11", "2026-W12"), ("2026-W10", "2026-W11")]
    assert html.count('href="/issues?with=') == 3


def test_all_others_are_compared_with_a_chosen_one_the_older_first():
    html = shell.issues(ROWS, "2026-W11")
    assert comparisons(html) == [("2026-W11", "2026-W12"), ("2026-W10", "2026-W11")]
    assert comparisons(shell.issues(ROWS, "2026-W10"))[0] == ("2026-W10", "2026-W12")


def test_choice_of_an_issue_that_is_none_chooses_nothing():
    assert shell.issues(ROWS, "<script>") == shell.issues(ROWS, "")


def test_project_without_issues_says_what_to_type():
    assert "digest build" in shell.issues([], "")


@pytest.mark.parametrize("same", [True, False])
def test_difference_is_told_or_that_there_is_none(same):
    entry = {"title": "<New>", "kind": "post", "source": "notes", "url": "https://e.org/?a&b"}
    change = {"old": "Old & <1>", "new": ""}
    found = {"from": "a", "to": "b/c", **NOTHING}
    if not same:
        found |= {
            "changed": {"subject": change},
            "added": [entry],
            "moved": [{"title": "M", "old": "1 at the top", "new": "2 in X"}],
            "retitled": [{"key": "k", "old": "Before", "new": "After"}],
        }
    html = shell.diff(found)
    assert ("no difference" in html) is same
    told = (
        "Old &amp; &lt;1&gt;",
        "(empty)",
        "Added 1",
        "&lt;New&gt;",
        "2 in X",
        "Before",
        "?a&amp;",
    )
    assert all((words in html) is not same for words in told)
    assert 'href="/i/b%2Fc"' in html or 'href="/i/b/c"' in html


def test_pages_have_nothing_inline():
    for html in (shell.issues(ROWS, ""), shell.diff({"from": "a", "to": "b", **NOTHING})):
        assert not [word for word in ("<script", "<style", " style=", " onclick=") if word in html]
