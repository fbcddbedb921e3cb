"""What of a project is watched, and what a change of it asks for."""

import pytest

from digest.app.options import Globals
from digest.app.preview import live
from digest.app.preview.live import Studio, places
from digest.app.wiring import open_project

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
