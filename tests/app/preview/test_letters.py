"""What the preview is given of an issue on disk."""

import pytest

from digest.app.options import Globals
from digest.app.preview.letters import letter as look_up
from digest.app.wiring import open_project
from digest.core.errors import UsageError

POSTS = "What a queue forgets\n\nA summary of it.\n\nMarch 4, 2026 · 3 min · Ann\n"


def test_a_reader_is_shown_what_readers_get_and_downloads_are_as_built(newsletter):
    newsletter.capture("blog", POSTS, base_url="https://blog.example.org/")
    newsletter.write("issues/2026-03/intro.md", "Hello {subscriber.name|there}.")
    newsletter.run("build", "--month", "2026-03")
    project = open_project(Globals(directory=newsletter.folder))
    letter = look_up(project, "2026-03")

    assert "Hello there." in letter.shown.html
    assert 'href="mailto:a@example.org?subject=unsubscribe"' in letter.shown.html
    stored = newsletter.folder / "issues/2026-03/issue.html"
    assert letter.files["html"] == stored.read_bytes()
    assert b"{subscriber.name|there}" in letter.files["html"]


@pytest.mark.parametrize("name", ["issue.html", "issue.txt", "issue.mjml"])
def test_output_that_is_no_text_is_told_with_its_name(newsletter, name):
    newsletter.capture("blog", POSTS, base_url="https://blog.example.org/")
    newsletter.run("build", "--month", "2026-03")
    (newsletter.folder / "issues/2026-03" / name).write_bytes(b"\xff\xfe\x00")
    project = open_project(Globals(directory=newsletter.folder))
    with pytest.raises(UsageError, match=rf"{name}: cannot be read \(it is not UTF-8") as told:
        look_up(project, "2026-03")
    assert told.value.hint == "type: digest build --month 2026-03"
