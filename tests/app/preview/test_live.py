"""What of a project is watched, and what a change of it asks for."""

import pytest

from digest.app.options import Globals
from digest.app.preview import live
from digest.app.preview.desks import desk
from digest.app.preview.live import Studio, places
from digest.app.wiring import open_project
from digest.core.errors import GateError
from digest.preview.desk import Asked
from digest.store import issues as store

SOURCE = '\n[[sources]]\nname = "Posts"\nkind = "markdown"\npath = "posts"\nbase_url = "https://a.example/"\n'


@pytest.fixture
def project(built):
    built.write("posts/one.md", "---\ntitle: One\ndate: 2026-03-02\n---\nText.\n")
    file = built.folder / "digest.toml"
    file.write_text(file.read_text("utf-8") + SOURCE, "utf-8")
    return open_project(Globals(directory=built.folder))


@pytest.fixture
def asked(project, monkeypatch):
    """What a change of some paths asks of the worker."""
    studio, jobs = Studio(Globals(directory=project.settings.folder), project, "2026-03"), []
    monkeypatch.setattr(studio._worker, "ask", jobs.extend)

    def changed(*names):
        jobs.clear()
        studio._changed([project.settings.folder / name for name in names])
        return set(jobs)

    return changed


def test_no_folder_is_watched_twice(project):
    watched = places(project)
    assert {project.issues, project.settings.folder / "posts"} <= watched.deep
    assert project.settings.folder in watched.flat
    for place in watched.flat:
        assert not any(place.is_relative_to(folder) for folder in watched.deep)


@pytest.mark.parametrize("name", ["digest.toml", "posts/one.md", "templates/weekly/item.mjml.j2"])
def test_what_an_issue_is_made_of_asks_for_those_that_are_shown(asked, name):
    assert asked(name) == {live.Job(), live.Job(shown=True)}


def test_the_files_of_an_issue_ask_for_it_and_its_outputs_for_a_look(asked):
    assert asked("issues/2026-03/issue.toml") == {live.Job(), live.Job("2026-03")}
    assert asked("issues/2026-03/issue.html") == {live.Job()}


@pytest.mark.parametrize("name", ["notes.txt", "../other", ".digest/build.lock", "digest.toml~"])
def test_what_lies_beside_asks_for_nothing(asked, name):
    assert asked(name) == set()


def test_folder_that_comes_is_looked_at(asked):
    assert asked("templates") == {live.Job(), live.Job(shown=True)}


@pytest.fixture
def begun(built, monkeypatch):
    """What the start of a preview leads to, once all of it is done."""

    def start(**options):
        project = open_project(Globals(directory=built.folder))
        studio, jobs = Studio(Globals(directory=built.folder), project, "2026-03", **options), []
        monkeypatch.setattr(studio, "_later", lambda _delay_s, work: work())
        monkeypatch.setattr(studio._worker, "ask", jobs.extend)
        studio.start()
        studio._work(frozenset(jobs))
        studio.close()
        return studio

    return start


def issue_of(built):
    return (built.folder / "issues/2026-03/issue.html").read_text("utf-8")


def test_what_changed_while_no_preview_ran_is_built_at_its_start(built, begun):
    built.write("issues/2026-03/intro.md", "Since then.")
    assert begun().built["2026-03"]["error"] is None
    assert "Since then." in issue_of(built)


def test_mistake_of_that_time_is_told_and_keeps_from_approving_what_is_older(built, begun):
    built.write("issues/2026-03/issue.toml", "nope = 1\n")
    studio = begun()
    assert studio.built["2026-03"]["error"]["line"] == 1
    asked = Asked({}, f'"{desk(studio).build("2026-03")}"')
    with pytest.raises(GateError, match="cannot be built as it is now"):
        desk(studio).changes["approve"]("2026-03", asked)


def test_what_nobody_may_change_is_not_built_at_the_start(built, begun):
    built.write("issues/2026-03/intro.md", "Since then.")
    assert begun(read_only=True).built == {}
    built.run("build", "--month", "2026-03")
    built.run("issues", "approve", "2026-03", "--allow", "DG204")
    built.table("[design]\naccent = '#123456'")
    assert begun().built == {}
    assert store.read(built.folder / "issues/2026-03").state == "approved"
    built.run("issues", "mark-sent", "2026-03")
    assert begun().built == {}


def test_what_is_not_at_hand_stays_as_it_was_built_until_something_is_saved(
    built, begun, monkeypatch
):
    monkeypatch.setattr(live.again, "is_at_hand", lambda _project, _stored: False)
    built.write("issues/2026-03/intro.md", "Since then.")
    studio = begun()
    assert studio.built == {}
    studio._work(frozenset({live.Job("2026-03", first=True), live.Job("2026-03")}))
    assert "Since then." in issue_of(built)
