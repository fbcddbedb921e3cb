"""A build that would change nothing is over before digest is loaded; any doubt makes it run."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from digest.app import build, write
from digest.store.again import told

POST = "---\ntitle: A post of February\ndate: 2026-02-14\n---\nSome words.\n"
SOURCE = '[[sources]]\nname = "posts"\nkind = "markdown"\npath = "site/content/posts"\n'
BUILD = ("build", "--month", "2026-02")


@pytest.fixture
def built(newsletter):
    """A newsletter whose issue of February has been built."""
    newsletter.table(SOURCE).write("site/content/posts/a.md", POST)
    assert newsletter.run(*BUILD).code == 0
    return newsletter


def again(newsletter, *argv: str, now: float | None = None) -> tuple[str, str] | None:
    return told(["-C", str(newsletter.folder), *(argv or BUILD)], now or time.time())


def test_what_is_said_again_is_what_an_unchanged_build_says(built):
    ran = built.run(*BUILD)
    assert "(unchanged)" in ran.out
    assert again(built) == (ran.out, ran.err)


@pytest.mark.parametrize("option", ["--json", "-q"])
def test_each_way_of_asking_has_its_own_answer(built, option):
    assert again(built, *BUILD, option) is None
    ran = built.run(*BUILD, option)
    assert again(built, *BUILD, option) == (ran.out, ran.err)
    assert again(built) is None


@pytest.mark.parametrize(
    "name",
    [
        *("site/content/posts/a.md", "site/content/posts/b.md", "site/hugo.toml", "digest.toml"),
        *("templates/weekly/issue.mjml.j2", "issues/2026-02/issue.toml", "issues/2026-02/intro.md"),
        *("issues/2026-02/issue.html", "issues/2026-01/sent.json", "issues/seen.jsonl"),
    ],
)
def test_whatever_is_written_makes_the_build_run(built, name):
    assert again(built)
    file = built.folder / name
    built.write(name, (file.read_text("utf-8") if file.exists() else "") + " ")
    assert again(built) is None


def test_an_edit_that_keeps_size_and_mtime_makes_the_build_run(built):
    post = built.folder / "site/content/posts/a.md"
    times = post.stat()
    time.sleep(0.02)
    post.write_text(POST.replace("Some", "None"), "utf-8")
    os.utime(post, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert again(built) is None


def test_a_missing_output_makes_the_build_run(built):
    (built.folder / "issues/2026-02/issue.txt").unlink()
    assert again(built) is None


def test_a_copy_of_the_project_has_its_own_answers(built, tmp_path_factory):
    copy = tmp_path_factory.mktemp("copy") / "letter"
    shutil.copytree(built.folder, copy)
    assert told(["-C", str(copy), *BUILD], time.time()) is None


def test_another_config_named_by_the_environment_is_another_command(built, monkeypatch):
    monkeypatch.setenv("DIGEST_CONFIG", "other.toml")
    assert again(built) is None


def test_a_broken_record_is_none(built):
    for text in (b"", b"{", b"[]\n", b'{"command": 1}\n'):
        (built.folder / ".digest/builds/again").write_bytes(text)
        assert again(built) is None


@pytest.mark.parametrize(
    "window",
    [
        ("--last", "9000d"),
        ("--since", "2026-02-01"),
        ("--since", "2026-02-01", "--until", "2099-01-01"),
    ],
)
def test_a_window_that_moves_or_is_open_is_never_taken_as_known(newsletter, window):
    newsletter.table(SOURCE).write("site/content/posts/a.md", POST)
    assert newsletter.run("build", *window).code == 0
    assert again(newsletter, "build", *window) is None


def test_the_due_issue_is_known_until_the_next_one_is_due(newsletter):
    newsletter.table('[schedule]\nevery = "month"\n').table(SOURCE)
    newsletter.write("site/content/posts/a.md", POST)
    due = ("build", "--now", "2026-03-10T12:00:00+00:00")
    assert newsletter.run(*due).code == 0
    march, april = 1773144000, 1775001600
    assert again(newsletter, *due, now=march)
    assert again(newsletter, *due, now=april - 1)
    assert again(newsletter, *due, now=april) is None
    assert again(newsletter, *due, now=march - 1) is None


def test_a_post_that_expires_ends_what_is_known(newsletter):
    newsletter.table(SOURCE)
    newsletter.write("site/content/posts/a.md", POST)
    newsletter.write(
        "site/content/posts/b.md", POST.replace("date", "expiryDate: 2026-03-05\ndate")
    )
    on = ("--now", "2026-03-04")
    assert newsletter.run(*BUILD, *on, "--json").json["posts"] == 2
    march_fifth = 1772668800
    assert again(newsletter, *BUILD, *on, "--json", now=march_fifth - 1)
    assert again(newsletter, *BUILD, *on, "--json", now=march_fifth) is None
    assert newsletter.run(*BUILD, "--now", "2026-03-05", "--json").json["posts"] == 1


def test_nothing_of_digest_is_loaded_to_say_it(built):
    code = (
        "import sys; sys.argv = ['digest', *sys.argv[1:]]\n"
        "from digest.__main__ import main\n"
        "main()\n"
        "print(sorted(m for m in sys.modules if m.startswith(('digest', 'typer', 'dataclasses'))))"
    )
    argv = [sys.executable, "-c", code, "-C", str(built.folder), *BUILD]
    ran = subprocess.run(
        argv, capture_output=True, text=True, check=True, cwd=Path(__file__).parent
    )
    said, loaded = ran.stdout.splitlines()
    assert said.endswith("(unchanged)")
    modules = ["digest", "digest.__main__", "digest.store", "digest.store.again"]
    assert loaded == str([*modules, "digest.store.stats"])


def test_a_build_that_is_killed_leaves_nothing_to_be_said_again(built, monkeypatch):
    def killed(*args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(write, "issue", killed)
    assert built.run(*BUILD, "--again").code == 130
    assert again(built) is None


SAVED_MEANWHILE = {
    "site/content/posts/a.md": POST.replace("A post", "A better post"),
    "site/content/posts/b.md": POST.replace("A post", "One more post"),
    "issues/2026-02/issue.toml": 'title = "Another title"\n',
    "issues/2026-02/intro.md": "Dear readers",
    "templates/weekly/issue.txt.j2": "{{ issue.title }}",
}


@pytest.mark.parametrize("name", [*SAVED_MEANWHILE, "digest.toml"])
def test_what_is_saved_while_a_build_runs_never_counts_as_seen(built, monkeypatch, name):
    built.write("site/content/posts/0.md", POST.replace("A post", "What makes it run"))
    config = (built.folder / "digest.toml").read_text("utf-8").replace("A Letter", "B Letter")
    text, real = SAVED_MEANWHILE.get(name, config), write.issue

    def slow(*args, **kwargs):
        monkeypatch.undo()
        built.write(name, text)
        return real(*args, **kwargs)

    monkeypatch.setattr(write, "issue", slow)
    assert built.run(*BUILD).code == 0
    assert again(built) is None
    if "issues" in name:
        assert "stale" in built.run("issues", "approve").err
    assert "(unchanged)" not in built.run(*BUILD).out
    assert "(unchanged)" in built.run(*BUILD).out


def test_a_config_saved_after_it_was_read_is_not_taken_as_known(built, monkeypatch):
    real = build.run

    def late(*args, **kwargs):
        monkeypatch.undo()
        config = built.folder / "digest.toml"
        config.write_text(config.read_text("utf-8").replace("A Letter", "B Letter"), "utf-8")
        return real(*args, **kwargs)

    monkeypatch.setattr(build, "run", late)
    assert built.run(*BUILD).code == 0
    assert again(built) is None
    assert "(unchanged)" not in built.run(*BUILD).out
