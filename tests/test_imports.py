"""What each start may load: heavy modules wait until they are needed."""

import json
import subprocess
import sys

import pytest

HEAVY = {
    "feedparser", "httpx", "lxml", "nh3", "markdown_it", "yaml", "jinja2", "mjml", "premailer",
    "cssutils", "requests", "sqlalchemy", "starlette", "uvicorn", "watchfiles", "tomlkit",
    "pydantic", "rich", "tinycss2", "dateutil", "email.message", "asyncio", "babel", "pygments",
    "dns",
}  # fmt: skip


def loaded(argv, cwd):
    """The modules of HEAVY that `digest ARGV` imports."""
    code = (
        "import sys, json\n"
        "from digest.cli.main import run\n"
        f"run({argv!r})\n"
        f"heavy = [name for name in {sorted(HEAVY)!r} if name in sys.modules]\n"
        "sys.stderr.write('LOADED' + json.dumps(heavy))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=cwd, capture_output=True, text=True, check=True
    )
    return set(json.loads(ran.stderr.partition("LOADED")[2]))


@pytest.mark.parametrize("argv", [["--help"], ["build", "--help"], ["issues", "list"]])
def test_help_and_lists_load_nothing_heavy(argv, tmp_path):
    assert loaded(argv, tmp_path) == set()


def test_an_unchanged_build_loads_nothing_heavy(tmp_path):
    (tmp_path / "a.txt").write_text("A title that is one\n\nA summary.\n\nMarch 4, 2026\n", "utf-8")
    (tmp_path / "digest.toml").write_text(
        '[newsletter]\ntitle = "A"\nfrom = "a@example.org"\n'
        '[[sources]]\nname = "a"\nkind = "capture"\npath = "a.txt"\n',
        "utf-8",
    )
    build = ["build", "--month", "2026-03"]

    cold = loaded(build, tmp_path)
    assert "premailer" in cold
    assert "babel" not in cold  # which costs 15 ms that plain English need not pay
    assert loaded(build, tmp_path) == set()
