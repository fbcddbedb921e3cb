"""`digest preview` up to the moment when it listens: which issue, which port, what it reads."""

import json
import socket

import pytest

from digest.app import preview
from digest.app.options import Globals
from digest.app.preview import letters
from digest.app.wiring import open_project
from digest.core.errors import UsageError


@pytest.fixture
def shelve(newsletter):
    newsletter.capture("x", "")

    def write(issue_id, *, sent=False):
        folder = f"issues/{issue_id}"
        manifest = {
            "number": 1,
            "title": "A title",
            "subject": "A subject",
            "preheader": "A preheader",
            "from": "A <a@example.org>",
            "window": {
                "start": f"{issue_id}-01T00:00:00+00:00",
                "end": f"{issue_id}-28T00:00:00+00:00",
                "timezone": "UTC",
            },
            "content": "c",
            "hashes": {},
            "posts": [],
        }
        newsletter.write(f"{folder}/manifest.json", json.dumps(manifest))
        newsletter.write(f"{folder}/issue.html", f"<p>{issue_id}</p>")
        newsletter.write(f"{folder}/issue.txt", issue_id)
        if sent:
            record = {"complete": True, "posts": [], "window": manifest["window"]}
            newsletter.write(f"{folder}/sent.json", json.dumps(record))

    return write


@pytest.fixture
def project(newsletter, shelve):
    return open_project(Globals(directory=newsletter.folder))


def opened(project, issue_id=None):
    made = preview.run(Globals(directory=project.settings.folder), issue_id, 0)
    made.listening.close()
    return made.issue


def test_newest_draft_is_opened_before_a_newer_sent_issue(project, shelve):
    shelve("2026-01")
    shelve("2026-02")
    shelve("2026-03", sent=True)
    assert opened(project) == "2026-02"


def test_newest_issue_is_opened_when_all_are_sent(project, shelve):
    shelve("2026-01", sent=True)
    shelve("2026-02", sent=True)
    assert opened(project) == "2026-02"


@pytest.mark.parametrize(
    ("allowed", "host"),
    [("box.example", "box.example:PORT"), ("localhost:9000", "localhost:9000"), (None, None)],
)
def test_address_under_the_name_that_is_allowed_is_told(project, shelve, allowed, host):
    shelve("2026-01")
    made = preview.run(Globals(directory=project.settings.folder), None, 0, allowed=allowed)
    port, urls = str(made.port), (made.url, made.forwarded_url)
    made.listening.close()
    path = "/i/2026-01" + (f"?token={made.door.token}" if allowed else "")
    forwarded = f"http://{host.replace('PORT', port)}{path}" if host else None
    assert urls == (f"http://127.0.0.1:{port}{path}", forwarded)


def test_named_issue_is_opened(project, shelve):
    shelve("2026-01", sent=True)
    shelve("2026-02")
    assert opened(project, "2026-01") == "2026-01"


@pytest.mark.parametrize("asked", ["2026-03", "../issues/2026-01", "2026-01/", ""])
def test_unknown_issue_is_refused(project, shelve, asked):
    shelve("2026-01")
    with pytest.raises(UsageError, match="no issue"):
        opened(project, asked)


def test_without_any_issue_the_hint_is_to_build(newsletter, project):
    ran = newsletter.run("preview", "--no-open")
    assert ran.code == 2
    assert ran.err == "error: no draft issue\nhint: type: digest build\n"
    assert ran.out == ""


def test_taken_port_gives_the_next_free_one(project, shelve):
    shelve("2026-01")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        made = preview.run(Globals(directory=project.settings.folder), None, port)
    with made.listening:
        assert port < made.port < port + 100


def test_address_is_of_loopback_and_names_the_issue(project, shelve):
    shelve("2026-01")
    made = preview.run(Globals(directory=project.settings.folder), None, 0)
    with made.listening:
        assert made.url == f"http://127.0.0.1:{made.port}/i/2026-01"


def test_letter_is_read_anew_and_its_message_is_made_where_a_clone_has_none(
    newsletter, project, shelve
):
    shelve("2026-01")
    letter = letters.letter(project, "2026-01")
    assert (letter.title, letter.state, letter.sender) == ("A title", "draft", "A <a@example.org>")
    assert letter.files["html"] == b"<p>2026-01</p>"
    assert b"\r\nSubject: A subject\r\n" in letter.files["eml"]
    newsletter.write("issues/2026-01/issue.html", "<p>rebuilt</p>")
    newsletter.write("issues/2026-01/issue.eml", "Subject: x")
    assert letters.letter(project, "2026-01").files["html"] == b"<p>rebuilt</p>"
    assert letters.letter(project, "2026-01").files["eml"] == b"Subject: x"


def test_issue_without_its_html_asks_for_a_build(newsletter, project, shelve):
    shelve("2026-01")
    (newsletter.folder / "issues/2026-01/issue.html").unlink()
    with pytest.raises(UsageError, match=r"issue\.html: cannot be read") as told:
        letters.letter(project, "2026-01")
    assert told.value.hint == "type: digest build --month 2026-01"
