"""What a command is about when nobody names a window, and what `--since-last-issue` counts from."""

import json

import pytest

POST = "---\ntitle: {title}\ndate: {date}\n---\nSome words about it.\n"
SOURCE = '[[sources]]\nname = "posts"\nkind = "markdown"\npath = "posts"\n'
WEEKLY = '[schedule]\nevery = "week"\nstarts = "monday 09:00"\n'


@pytest.fixture
def letter(newsletter):
    """A weekly newsletter with a post of Tuesday, 10 November, and one of Friday, 20 November."""
    newsletter.table(WEEKLY).table(SOURCE)
    newsletter.write("posts/a.md", POST.format(title="Tuesday", date="2026-11-10T10:00:00Z"))
    return newsletter.write("posts/b.md", POST.format(title="Friday", date="2026-11-20T12:00:00Z"))


def built(letter, *argv: str):
    ran = letter.run("build", *argv, "--json")
    assert ran.code == 0, ran.err
    return ran.json


def mark_sent(letter, at: str) -> None:
    assert letter.run("issues", "mark-sent", "--now", at).code == 0


def test_since_the_last_issue_counts_from_the_end_of_what_was_marked_as_sent(letter):
    built(letter, "--now", "2026-11-16T10:00")
    mark_sent(letter, "2026-11-17T10:00")

    window = built(letter, "--since-last-issue", "--now", "2026-11-21T10:00")["window"]

    assert window["start"] == "2026-11-16T09:00:00+00:00"
    assert window["end"] == "2026-11-21T10:00:00+00:00"


def test_a_draft_is_no_issue_to_count_from(letter):
    built(letter, "--now", "2026-11-16T10:00")
    mark_sent(letter, "2026-11-16T10:00")
    built(letter, "--last", "3d", "--now", "2026-11-21T10:00")

    window = built(letter, "--since-last-issue", "--now", "2026-11-21T10:00")["window"]

    assert window["start"] == "2026-11-16T09:00:00+00:00"


def test_an_issue_sent_before_its_window_ended_counts_from_when_it_was_sent(letter):
    built(letter, "--week", "2026-W46", "--now", "2026-11-12T10:00")
    mark_sent(letter, "2026-11-12T11:00")

    found = built(letter, "--since-last-issue", "--now", "2026-11-13T10:00")

    assert found["window"]["start"] == "2026-11-12T11:00:00+00:00"


def test_nothing_is_later_than_an_issue_sent_this_moment(letter):
    built(letter, "--week", "2026-W46", "--now", "2026-11-12T10:00")
    mark_sent(letter, "2026-11-12T11:00")

    ran = letter.run("build", "--since-last-issue", "--now", "2026-11-12T11:00")

    assert ran.code == 2
    assert "2026-11-12T11:00:00+00:00" in ran.err


def test_a_record_without_a_moment_ends_with_its_window(letter):
    built(letter, "--now", "2026-11-16T10:00")
    mark_sent(letter, "2026-11-12T10:00")
    file = next(letter.folder.glob("issues/*/sent.json"))
    record = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({**record, "sent": None}), "utf-8")

    found = built(letter, "--since-last-issue", "--now", "2026-11-21T10:00")

    assert found["window"]["start"] == "2026-11-16T09:00:00+00:00"
