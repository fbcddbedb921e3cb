"""What each start may load: heavy modules wait until they are needed."""

import json
import subprocess
import sys

import pytest

BUILD = ["build", "--month", "2026-03"]
HEAVY = {
    "feedparser", "httpx", "lxml", "nh3", "markdown_it", "yaml", "jinja2", "mjml", "premailer",
    "cssutils", "requests", "sqlalchemy", "starlette", "uvicorn", "watchfiles", "tomlkit",
    "pydantic", "rich", "tinycss2", "dateutil", "email.message", "asyncio", "babel", "pygments",
    "dns",
}  # fmt: skip

FOR_OTHERS = {  # what only other commands, sources of the web, or mistakes need
    "requests", "urllib.request", "http.client", "ssl", "encutils", "decimal",
    "digest.app.apart", "digest.app.workers", "digest.core.html_body", "digest.core.message",
    "digest.core.page.card", "digest.render.refusal", "digest.cli.send", "digest.cli.sources",
}  # fmt: skip

COMPILED = """[
    f"{name}.{given.__name__}"
    for name, module in sys.modules.items() if name.startswith("digest.")
    for given in vars(module).values()
    if isinstance(given, type) and given.__module__ == name
    and getattr(given, "__dataclass_params__", None) and given.__dataclass_params__.frozen
]"""  # frozen classes that the standard library has made


def loaded(argv, cwd, names=HEAVY):
    """The modules of `names` that `digest ARGV` imports."""
    return found(argv, cwd, f"[name for name in {sorted(names)!r} if name in sys.modules]")


def found(argv, cwd, what):
    """What is in the list `what` after `digest ARGV`."""
    code = (
        "import sys, json\n"
        "from digest.cli.main import run\n"
        f"run({argv!r})\n"
        f"sys.stderr.write('FOUND' + json.dumps({what}))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=cwd, capture_output=True, text=True, check=True
    )
    return set(json.loads(ran.stderr.partition("FOUND")[2]))


@pytest.mark.parametrize("argv", [["--help"], ["build", "--help"], ["issues", "list"]])
def test_help_and_lists_load_nothing_heavy(argv, tmp_path):
    assert loaded(argv, tmp_path) == set()


@pytest.fixture
def project(tmp_path):
    """A newsletter of a file."""
    (tmp_path / "a.txt").write_text("A title that is one\n\nA summary.\n\nMarch 4, 2026\n", "utf-8")
    (tmp_path / "digest.toml").write_text(
        '[newsletter]\ntitle = "A"\nfrom = "a@example.org"\n'
        '[[sources]]\nname = "a"\nkind = "capture"\npath = "a.txt"\n',
        "utf-8",
    )
    return tmp_path


def test_an_unchanged_build_loads_nothing_heavy(project):
    cold = loaded(BUILD, project)
    assert "premailer" in cold
    assert "babel" not in cold  # which costs 15 ms that plain English need not pay
    assert loaded(BUILD, project) == set()


def test_a_build_of_own_files_loads_nothing_for_the_web_or_for_mistakes(project):
    assert loaded(BUILD, project, FOR_OTHERS) == set()


def test_a_build_has_no_frozen_class_of_which_every_method_is_compiled(project):
    assert found(BUILD, project, COMPILED) == set()
