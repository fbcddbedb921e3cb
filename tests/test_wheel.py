"""An installed digest has all that a checkout has."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The wheel, unpacked: what pip would put into site-packages."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def digest(installed, cwd, *argv):
    code = "import sys; from digest.__main__ import main; sys.argv[0] = 'digest'; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *argv],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_sample_builds_from_an_installed_digest_in_an_empty_folder(installed, tmp_path):
    begun = digest(installed, tmp_path, "init", "my-letter", "--sample")
    built = digest(installed, tmp_path / "my-letter", "build")

    assert begun.returncode == 0, begun.stderr
    assert built.returncode == 0, built.stderr
    (folder,) = [path for path in (tmp_path / "my-letter/issues").iterdir() if path.is_dir()]
    assert (folder / "issue.html").stat().st_size > 5_000


def test_the_wheel_holds_designs_sample_and_the_preview_page(installed):
    package = installed / "digest"

    assert (package / "templates/weekly/issue.mjml.j2").is_file()
    assert (package / "sample/captures").is_dir()
    assert (package / "digest.toml").is_file()
    assert (package / "preview/static").is_dir()
    assert (package / "py.typed").is_file()
    assert (package / "data/caniemail.json").is_file()
    assert (package / "data/caniemail.LICENSE").is_file()
    assert (package / "locale/ar/LC_MESSAGES/digest.mo").is_file()
