"""Tests from the page go to known addresses, seldom, apart from each other, and leave no trace."""

import email
import email.policy

import pytest

from digest.app.options import Globals
from digest.app.preview.test_send import MOST, Trials
from digest.app.wiring import open_project
from digest.core.errors import CredentialsError
from digest.preview.desk import Asked, RefusedError

ME, YOU = "me@example.org", "you@example.org"


@pytest.fixture
def project(built):
    built.table(f'[audience]\nto = ["reader@example.org"]\ntest = ["{ME}", "{YOU}"]')
    return open_project(Globals(directory=built.folder))


def send(project, *to, trials=None, **body):
    return (trials or Trials()).send(project, "2026-03", Asked({"to": list(to), **body}))


def subjects(project):
    parsed = [
        email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        for file in project.outbox.rglob("*.eml")
    ]
    return sorted(message["Subject"] for message in parsed)


def test_test_goes_to_the_addresses_chosen_and_is_told(project):
    told = send(project, ME, YOU)["told"]
    assert told == f"sent a test to 2 addresses into {project.outbox}"
    assert len(subjects(project)) == 2


def test_test_leaves_no_trace_in_the_issue_and_the_ledger(project):
    folder = project.issues / "2026-03"
    before = {file: file.read_bytes() for file in folder.iterdir()}
    send(project, ME)
    assert {file: file.read_bytes() for file in folder.iterdir()} == before
    assert not (project.settings.folder / "digest.db").exists()


def test_prevented_threading_gives_each_test_a_subject_of_its_own(project):
    for apart in (True, True, False):
        send(project, ME, prevent_threading=apart)
    first, *others = subjects(project)
    plain = min((first, *others), key=len)
    assert len({first, *others}) == 3
    assert all(each.startswith(plain) for each in (first, *others))


@pytest.mark.parametrize(
    ("to", "status"),
    [
        (["reader@example.org"], 403),
        ([ME, "else@example.com"], 403),
        ([ME.upper()], 403),
        ([], 400),
        ([3], 400),
        ("me@example.org", 400),
        (None, 400),
    ],
)
def test_nobody_else_gets_one(project, to, status):
    with pytest.raises(RefusedError) as refused:
        Trials().send(project, "2026-03", Asked({"to": to}))
    assert refused.value.status == status
    assert not project.outbox.exists()


def test_too_many_tests_within_a_minute_are_refused_until_it_is_over(project):
    time = 0.0
    trials = Trials(lambda: time)
    for _ in range(MOST):
        send(project, ME, trials=trials)
    time = 59.0
    with pytest.raises(RefusedError, match="within a minute") as refused:
        send(project, ME, trials=trials)
    assert (refused.value.status, refused.value.hint) == (429, "try again in 1 s")
    time = 60.0
    assert send(project, ME, trials=trials)


def test_missing_credentials_are_told_with_what_to_do(built, monkeypatch):
    monkeypatch.delenv("SMTP_PASSWORD", raising=False)
    built.table(f'[audience]\ntest = ["{ME}"]')
    built.table(
        '[delivery]\nprovider = "smtp"\nhost = "127.0.0.1"\nport = 9\nusername = "u"\n'
        'password = "env:SMTP_PASSWORD"'
    )
    with pytest.raises(CredentialsError, match="SMTP_PASSWORD") as refused:
        send(open_project(Globals(directory=built.folder)), ME)
    assert refused.value.hint
