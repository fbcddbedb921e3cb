"""Projects and previews for the tests of the page; it must never complain in the console."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.e2e.preview.served import Served, digest, serve, write_project


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two issues; of the newer one, two posts were left out."""
    folder = tmp_path_factory.mktemp("project") / "letter"
    write_project(folder, posts=14)
    for week in ("2026-W09", "2026-W10"):
        digest(folder, "build", "--week", week)
    return folder


@pytest.fixture
def folder(project: Path, tmp_path: Path) -> Path:
    """A copy of the project, to be changed."""
    return Path(shutil.copytree(project, tmp_path / "letter"))


@pytest.fixture(scope="module")
def reader(project: Path) -> Iterator[Served]:
    """A preview for tests that change nothing."""
    with serve(project, "--port", "0") as served:
        yield served


@pytest.fixture
def editor(folder: Path) -> Iterator[Served]:
    """A preview of a project that the test may change."""
    with serve(folder, "--port", "0") as served:
        yield served.settled()


@pytest.fixture
def still(folder: Path) -> Iterator[Served]:
    """A preview that builds nothing: an email of another hand stays as it is."""
    with serve(folder, "--port", "0", "--read-only") as served:
        yield served


@pytest.fixture
def noise() -> None:
    """A test that asks for this makes the browser complain, of what it refused or could not get."""


@pytest.fixture
def said(page: Page, request: pytest.FixtureRequest) -> Iterator[list[str]]:
    """What the page says in the console; nothing may be left of it at the end, but for noise."""
    page.set_default_timeout(10_000)
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    yield found
    assert found == [] or "noise" in request.fixturenames


@pytest.fixture(autouse=True)
def _silent(said: list[str]) -> None:
    """Every test of the page asks for it."""
