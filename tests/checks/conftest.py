"""Issues of the sample newsletter, as finished as can be."""

import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from digest.app import mails
from digest.app.options import Globals
from digest.app.wiring import open_project
from digest.cli.main import run
from digest.store import issues

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def finished(tmp_path_factory):
    """The `Mail` of the sample newsletter's issue in a design."""

    @cache
    def make(design):
        folder = tmp_path_factory.mktemp(design)
        shutil.copy(ROOT / "digest.toml", folder)
        shutil.copytree(ROOT / "sample", folder / "sample")
        assert run(["-q", "-C", str(folder), "build", "--month=2026-02", "--template", design]) == 0
        project = open_project(Globals(directory=folder))
        return mails.of_stored(project, issues.find_any(project.issues, None))

    return make


@pytest.fixture
def sown(finished):
    """An issue with a seed in it, and the offset in its HTML at which the fault lies."""

    def sow(design, seed):
        mail = finished(design)
        title = mail.posts[0].title
        at = mail.html.index("</a>", mail.html.rindex(f"{title}")) + len("</a>")
        return replace(mail, html=f"{mail.html[:at]}{seed.html}{mail.html[at:]}"), at

    return sow
