"""Servers are asked for one page at a time, events tell of it, and the end of all ends it."""

import threading

import pytest

from digest.app import online as use_case
from digest.app.options import Globals
from digest.app.preview.findings import Findings
from digest.app.preview.online import Online
from digest.app.wiring import open_project
from digest.core.errors import SourceError, UsageError
from digest.core.finding import Report
from digest.preview.desk import RefusedError


class Told:
    """Stands for the hub."""

    def __init__(self):
        self.events = []
        self.done = threading.Event()

    def tell(self, event, data):
        assert event == "online"
        self.events.append(data)
        if "findings" in data or "error" in data:
            self.done.set()


@pytest.fixture
def project(built):
    return open_project(Globals(directory=built.folder))


@pytest.fixture
def hub():
    return Told()


@pytest.fixture
def says(monkeypatch):
    """Replaces the asking itself, which has tests of its own."""
    return lambda answer: monkeypatch.setattr(use_case, "issue", answer)


def test_progress_and_result_are_told_and_kept(project, hub, says):
    def answer(_project, issue, progress):
        progress(1, 2)
        progress(2, 2)
        return Report(issue, (), ())

    says(answer)
    known = Findings()
    Online(hub, known).ask(project, "2026-03")
    assert hub.done.wait(10)
    result = {"version": 1, "issue": "2026-03", "findings": []}
    assert hub.events[:2] == [{"id": "2026-03", "done": n, "total": 2} for n in (1, 2)]
    assert result.items() <= hub.events[2].items()
    assert known.of(project, "2026-03").findings == ()


def test_one_at_a_time_and_the_next_after_it(project, hub, says):
    go = threading.Event()
    says(lambda _project, issue, _progress: go.wait(10) and Report(issue, (), ()))
    online = Online(hub, Findings())
    online.ask(project, "2026-03")
    with pytest.raises(RefusedError, match="asked already"):
        online.ask(project, "2026-03")
    go.set()
    assert hub.done.wait(10)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (SourceError("no host can be found", "is it on?"), "no host can be found"),
        (KeyError("x"), "no answer: 'x'"),
    ],
)
def test_what_goes_wrong_is_told_and_another_try_may_begin(project, hub, says, error, words):
    def answer(*_):
        raise error

    says(answer)
    online = Online(hub, Findings())
    online.ask(project, "2026-03")
    assert hub.done.wait(10)
    assert hub.events == [{"id": "2026-03", "error": words}]


def test_end_of_the_preview_ends_the_asking_in_silence(project, hub, says):
    ended = threading.Event()

    def answer(_project, issue, progress):
        try:
            online.close()
            progress(1, 9)
        finally:
            ended.set()
        return Report(issue, (), ())

    says(answer)
    online = Online(hub, Findings())
    online.ask(project, "2026-03")
    assert ended.wait(10)
    assert hub.events == []


def test_issue_that_is_none_is_refused_at_once(project, hub):
    with pytest.raises(UsageError):
        Online(hub, Findings()).ask(project, "2026-04")
