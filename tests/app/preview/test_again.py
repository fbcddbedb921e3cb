"""An issue built again in the preview is the issue that it was, and loses nothing."""

import json
import shutil
from dataclasses import replace

import pytest

from digest.app.options import Globals
from digest.app.preview import again
from digest.app.wiring import open_project
from digest.core.errors import GateError, SourceError, UsageError
from digest.store import issues as store

LATE = """\
A post that came late

A summary of the late post.

February 20, 2026 · 3 min · Ann
"""
NEWER = """\
A post of the week

A summary of the post of the week.

March 4, 2026 · 3 min · Ann
"""
OTHER = "Another post\n\nA summary of another post.\n\nFebruary 10, 2026 · 3 min · Ann\n"


def project_at(newsletter, now=None):
    return open_project(Globals(directory=newsletter.folder, now=now))


def manifest(newsletter, issue):
    return json.loads((newsletter.folder / f"issues/{issue}/manifest.json").read_text("utf-8"))


def titles(newsletter, issue):
    return [post["title"] for post in manifest(newsletter, issue)["posts"]]


@pytest.fixture
def files(built):
    """The outputs of an issue as they lie there."""

    def read():
        folder = built.folder / "issues/2026-03"
        return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}

    return read


def test_an_unchanged_issue_stays_as_it_is_byte_for_byte(built, files):
    before = files()
    again.run(project_at(built), "2026-03")
    assert files() == before


def test_the_design_of_the_build_is_kept(built):
    built.run("build", "--month", "2026-03", "--template", "plain")
    before = (built.folder / "issues/2026-03/issue.html").read_bytes()
    built.write("issues/2026-03/intro.md", "Hello.")
    again.run(project_at(built), "2026-03")
    assert manifest(built, "2026-03")["template"] == "plain"
    (built.folder / "issues/2026-03/intro.md").unlink()
    again.run(project_at(built), "2026-03")
    assert (built.folder / "issues/2026-03/issue.html").read_bytes() == before


def test_late_posts_of_an_issue_that_was_due_are_kept_when_it_is_due_no_more(blog):
    """A first issue takes its own period only, so an issue is sent before."""
    blog.write("blog.txt", OTHER)
    blog.run("build", "--now", "2026-02-16T10:00")
    blog.run("issues", "mark-sent", "2026-W07", "--now", "2026-02-16T11:00")
    blog.write("blog.txt", NEWER + "\n" + LATE + "\n" + OTHER)
    blog.run("build", "--now", "2026-03-09T10:00")
    both = titles(blog, "2026-W10")
    assert set(both) == {"A post of the week", "A post that came late"}

    blog.write("issues/2026-W10/intro.md", "Two weeks later.")
    again.run(project_at(blog, "2026-03-23T10:00"), "2026-W10")
    assert titles(blog, "2026-W10") == both
    assert "Two weeks later." in (blog.folder / "issues/2026-W10/issue.txt").read_text("utf-8")


def test_an_issue_of_a_given_window_gets_no_late_posts_when_it_is_built_again(blog):
    blog.write("blog.txt", NEWER + "\n" + LATE)
    blog.run("build", "--week", "2026-W10", "--now", "2026-03-09T10:00")
    blog.write("issues/2026-W10/intro.md", "Hello.")
    again.run(project_at(blog, "2026-03-09T11:00"), "2026-W10")
    assert titles(blog, "2026-W10") == ["A post of the week"]


def test_a_sent_issue_is_untouched(built, files):
    built.run("issues", "mark-sent", "2026-03")
    built.write("issues/2026-03/intro.md", "Too late.")
    before = files()
    with pytest.raises(GateError, match="sent already"):
        again.run(project_at(built), "2026-03")
    assert files() == before


def test_a_source_that_is_gone_changes_nothing(built, files):
    """It is gone after digest.toml was read, or digest.toml would have a mistake."""
    project, before = project_at(built), files()
    (built.folder / "blog.txt").unlink()
    with pytest.raises(SourceError, match=r"blog\.txt"):
        again.run(project, "2026-03")
    assert files() == before


def test_an_issue_without_any_post_left_is_an_error_that_says_what_to_do(built):
    built.write("blog.txt", OTHER)
    with pytest.raises(UsageError, match="nothing new for 2026-03") as told:
        again.run(project_at(built), "2026-03")
    assert "left behind" in told.value.hint


def test_a_dropped_approval_is_told(built):
    built.run("issues", "approve", "2026-03", "--allow", "DG204")
    built.write("issues/2026-03/intro.md", "Changed.")
    assert (built.folder / "issues/2026-03/approval.json").exists()
    notes = again.run(project_at(built), "2026-03").notes
    assert any("its approval is dropped" in note for note in notes)
    assert not (built.folder / "issues/2026-03/approval.json").exists()


@pytest.fixture
def followed(newsletter, site):
    """A newsletter whose posts come from the web."""
    site.feed("blog", {"One": "Wed, 04 Mar 2026 10:00:00 GMT"})
    url = f'url = "{site.url}/blog.xml"\nallow_private = true'
    newsletter.table(f'[[sources]]\nname = "blog"\nkind = "feed"\n{url}')
    assert newsletter.run("build", "--month", "2026-03").code == 0
    return newsletter


def at_hand(newsletter):
    project = replace(project_at(newsletter), offline=True)
    return again.is_at_hand(project, store.find(project.issues, "2026-03"))


def test_posts_of_the_last_answers_are_at_hand(followed):
    assert at_hand(followed)


def test_in_a_clone_the_posts_of_the_web_are_not_at_hand(followed):
    shutil.rmtree(followed.folder / ".digest")
    assert not at_hand(followed)


def test_posts_that_came_after_the_last_answers_here_are_not_at_hand(followed, site, tmp_path):
    before = shutil.copytree(followed.folder / ".digest", tmp_path / "before")
    both = {"One": "Wed, 04 Mar 2026 10:00:00 GMT", "Two": "Thu, 05 Mar 2026 10:00:00 GMT"}
    site.feed("blog", both)
    assert followed.run("build", "--month", "2026-03").code == 0
    assert at_hand(followed)
    shutil.rmtree(followed.folder / ".digest")
    before.rename(followed.folder / ".digest")
    assert not at_hand(followed)


def test_what_lies_in_own_files_is_always_at_hand(built):
    built.write("blog.txt", OTHER)
    assert at_hand(built)
