"""What is sent is what was looked at, even when somebody builds while the question stands."""

import pytest

from digest.app import send
from digest.app.options import Globals
from digest.app.wiring import open_project
from digest.core.errors import GateError

ISSUE = "2026-03"
SMTP = '[delivery]\nprovider = "smtp"\nhost = "127.0.0.1"\nport = 1\nsecurity = "none"'


@pytest.fixture
def ready(blog):
    """An issue that can be sent, through a server that no message must reach."""
    blog.tables[0] += 'unsubscribe_url = "https://example.org/leave"\n'
    blog.table('[audience]\nto = ["a@example.org"]').table(SMTP)
    blog.run("build", "--month", ISSUE)
    return blog


@pytest.mark.parametrize("approved", [True, False])
@pytest.mark.parametrize("meanwhile", ["build", "delete"])
def test_an_issue_that_changes_while_the_question_stands_is_not_sent(ready, approved, meanwhile):
    def confirm(plan):
        ready.write(f"issues/{ISSUE}/intro.md", "Dear readers").run("build", "--month", ISSUE)
        if meanwhile == "delete":
            assert ready.run("issues", "delete", ISSUE, "--yes").code == 0
        return True

    if approved:
        ready.run("issues", "approve")
    project = open_project(Globals(directory=ready.folder))
    with pytest.raises(GateError, match="changed meanwhile") as caught:
        send.run(project, ISSUE, yes=False, confirm=confirm)
    assert "digest issues list" in caught.value.hint
    folder = ready.folder / "issues" / ISSUE
    assert not (folder / "approval.json").exists()
    assert not (folder / "sent.json").exists()
