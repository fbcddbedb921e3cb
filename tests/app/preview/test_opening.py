"""The editor gets a file that the page was told of, at its line, and nothing else."""

import json
import sys
import time

import pytest

from digest.app.options import Globals
from digest.app.preview import opening
from digest.app.preview.opening import WITH_WINDOW
from digest.app.wiring import open_project
from digest.core.errors import UsageError
from digest.preview.desk import RefusedError

TEMPLATE = "templates/weekly/item.mjml.j2"


@pytest.fixture
def project(built):
    return open_project(Globals(directory=built.folder))


@pytest.fixture
def editor(tmp_path):
    """Makes an editor of that name; it writes down what it was called with."""

    def made(name="fake"):
        script = tmp_path / "bin" / name
        script.parent.mkdir(exist_ok=True)
        script.write_text(
            f"#!{sys.executable} -S\nimport json, os, sys\n"
            f"note = {str(tmp_path / 'note')!r}\n"
            "with open(note + '.tmp', 'w') as file:\n"
            "    json.dump([os.getsid(0) == os.getpid(), *sys.argv[1:]], file)\n"
            "os.rename(note + '.tmp', note)\n"
        )
        script.chmod(0o755)
        return str(script)

    made.note = tmp_path / "note"
    return made


def called(editor):
    until = time.monotonic() + 10
    while not editor.note.exists() and time.monotonic() < until:
        time.sleep(0.01)
    alone, *argv = json.loads(editor.note.read_text())
    assert alone, "it would end with the preview"
    return argv


def test_own_file_is_opened_in_a_session_of_its_own(project, editor):
    body = {"file": "digest.toml", "line": 3}
    answer = opening.run(project, body, {"digest.toml"}, {"VISUAL": f"{editor()} --wait"})
    file = str((project.settings.folder / "digest.toml").resolve())
    assert called(editor) == ["--wait", file]
    assert answer == {"opened": file}


def test_visual_comes_before_editor_and_a_built_in_template_may_be_opened(project, editor):
    environ = {"VISUAL": editor("code"), "EDITOR": "no-such-program"}
    opening.run(project, {"file": TEMPLATE, "line": 12}, {TEMPLATE}, environ)
    option, place = called(editor)
    assert option == "-g"
    assert place.endswith(f"/{TEMPLATE}:12")


@pytest.mark.parametrize("name", ["code", "subl", "kate", "gvim", "emacs"])
def test_editors_that_know_lines_get_file_and_line(project, editor, name):
    opening.run(project, {"file": TEMPLATE, "line": 12}, {TEMPLATE}, {"EDITOR": editor(name)})
    file = str((project.templates[-1] / "weekly/item.mjml.j2").resolve())
    assert called(editor) == [part.format(file=file, line=12) for part in WITH_WINDOW[name]]


@pytest.mark.parametrize(
    ("variable", "call", "line"),
    [
        ("EDITOR", "vim", "+12 {}"),
        ("VISUAL", "nvim", "+12 {}"),
        ("EDITOR", "hx", "{}:12"),
        ("VISUAL", "emacs -nw", "+12 {}"),
        ("EDITOR", "unknown", "{}"),
    ],
)
def test_editor_that_nobody_would_see_is_not_started_and_its_command_is_told(
    project, editor, variable, call, line
):
    program = f"{editor(call.split()[0])}{call.removeprefix(call.split()[0])}"
    with pytest.raises(RefusedError, match="needs a terminal") as refused:
        opening.run(project, {"file": TEMPLATE, "line": 12}, {TEMPLATE}, {variable: program})
    file = (project.templates[-1] / "weekly/item.mjml.j2").resolve()
    assert f"type: {program} {line.format(file)} " in refused.value.hint
    assert not editor.note.exists()


@pytest.mark.parametrize("line", [None, 0, True, "7; x", 1.5])
def test_line_that_is_none_is_left_out(project, editor, line):
    body = {"file": TEMPLATE, "line": line}
    opening.run(project, body, {TEMPLATE}, {"EDITOR": editor("code")})
    (place,) = called(editor)
    assert place.endswith(TEMPLATE)


@pytest.mark.parametrize(
    "file", ["readers.csv", "/etc/passwd", "../outside.txt", "link.txt", "gone.txt", "", None, 3]
)
def test_every_other_file_is_not_found(project, editor, file):
    folder = project.settings.folder
    (folder / "readers.csv").write_text("email\n")
    (folder.parent / "outside.txt").write_text("x")
    (folder / "link.txt").symlink_to(folder.parent / "outside.txt")
    named = {"/etc/passwd", "../outside.txt", "link.txt", "gone.txt"}
    with pytest.raises(RefusedError) as refused:
        opening.run(project, {"file": file, "line": 1}, named, {"EDITOR": editor()})
    assert refused.value.status == 404
    assert not editor.note.exists()


def test_without_an_editor_it_is_said_how_to_name_one(project):
    with pytest.raises(RefusedError, match="no editor") as refused:
        opening.run(project, {"file": TEMPLATE, "line": 1}, {TEMPLATE}, {"EDITOR": ""})
    assert (refused.value.status, "VISUAL" in refused.value.hint) == (404, True)


@pytest.mark.parametrize(
    ("program", "told"), [("no-such-program", "no-such-program"), ("'code", "No closing quotation")]
)
def test_editor_that_does_not_start_is_told(project, program, told):
    with pytest.raises(UsageError, match=told):
        opening.run(project, {"file": TEMPLATE}, {TEMPLATE}, {"VISUAL": program})
