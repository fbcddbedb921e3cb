"""Only what a mistake or a finding named is opened, in the user's own editor."""

import pytest

from digest.app.options import Globals
from digest.app.preview import opening
from digest.app.wiring import open_project
from digest.preview.desk import RefusedError


@pytest.fixture
def project(built):
    return open_project(Globals(directory=built.folder))


@pytest.mark.parametrize(
    ("editor", "words"),
    [
        ("code --wait", ["code", "--wait", "-g", "/a b:3"]),
        ("/usr/bin/subl", ["/usr/bin/subl", "/a b:3"]),
        ("gvim", ["gvim", "+3", "/a b"]),
        ("'/my editor/x' -n", ["/my editor/x", "-n", "+3", "/a b"]),
    ],
)
def test_each_editor_is_told_the_line_in_its_way(editor, words):
    assert opening.command(editor, "/a b", 3) == words


def test_a_file_that_nothing_named_is_not_opened_and_one_with_a_mistake_is(
    project, monkeypatch, tmp_path
):
    monkeypatch.setenv("VISUAL", "true")
    file = str(project.settings.file)
    with pytest.raises(RefusedError) as refused:
        opening.run(project, {}, {"file": file, "line": 1})
    assert refused.value.status == 404
    built = {"2026-03": {"error": {"file": file}}, "2026-02": {"error": None}}
    assert opening.run(project, built, {"file": file, "line": 1}) == {"opened": file}
    with pytest.raises(RefusedError, match="no mistake"):
        opening.run(project, built, {"file": "/etc/passwd"})


def test_without_an_editor_the_hint_names_the_variable(project, monkeypatch):
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    file = str(project.settings.file)
    with pytest.raises(RefusedError, match="no editor") as refused:
        opening.run(project, {"x": {"error": {"file": file}}}, {"file": file})
    assert "VISUAL" in refused.value.hint


@pytest.mark.parametrize("body", [{}, {"file": 1}, {"file": "x", "line": "3"}])
def test_a_request_that_names_no_file_is_bad(project, body):
    with pytest.raises(RefusedError) as refused:
        opening.run(project, {}, body)
    assert refused.value.status == 400
