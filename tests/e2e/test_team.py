"""A team: one approves in a pull request, and a machine with nothing but a clone sends."""

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

ISSUE = "2026-03"
POST = "---\ntitle: {title}\ndate: {date}\n---\nSome words about {title}.\n"
CONFIG = """\
[newsletter]
title = "A Letter"
from = "A Letter <letter@example.org>"
unsubscribe_url = "https://example.org/leave"
[[sources]]
name = "posts"
kind = "markdown"
path = "posts"
[audience]
to = ["ann@example.net", "bob@example.net"]
[delivery]
provider = "smtp"
host = "127.0.0.1"
port = {port}
security = "none"
"""
ENVIRONMENT = {
    **os.environ,
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    **{
        f"GIT_{who}_{what}": "a@example.org"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    },
}


class Inbox:
    """Whom a server has taken a message for."""

    def __init__(self) -> None:
        self.people: list[str] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.people += envelope.rcpt_tos
        return "250 OK"


@pytest.fixture
def server() -> Iterator[Controller]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(Inbox(), hostname="127.0.0.1", port=port)
    controller.start()
    yield controller
    controller.stop()


def git(folder: Path, *argv: str) -> None:
    command = ["git", "-C", str(folder), *argv]
    subprocess.run(command, check=True, env=ENVIRONMENT, capture_output=True)


def digest(folder: Path, *argv: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "digest", "-C", str(folder), *argv]
    return subprocess.run(command, check=False, timeout=60, capture_output=True, text=True)


def told(folder: Path, *argv: str) -> Any:
    ran = digest(folder, *argv, "--json")
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def save(folder: Path, words: str) -> None:
    """Commit everything that git does not ignore, and push it."""
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", words)
    git(folder, "push", "-q", "origin", "HEAD")


def clone(origin: Path, name: str, *options: str) -> Path:
    folder = origin.parent / name
    git(origin.parent, "clone", "-q", *options, str(origin), str(folder))
    return folder


@pytest.fixture
def laptop(tmp_path: Path, server: Controller) -> Path:
    """A newsletter whose issue of March was approved and pushed to `origin`."""
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "origin")
    folder = clone(tmp_path / "origin", "laptop")
    assert digest(folder, "init").returncode == 0
    (folder / "digest.toml").write_text(CONFIG.format(port=server.port), "utf-8")
    (folder / "posts").mkdir()
    (folder / "posts/a.md").write_text(POST.format(title="First", date="2026-03-04"), "utf-8")
    assert digest(folder, "build", "--month", ISSUE).returncode == 0
    assert digest(folder, "issues", "approve").returncode == 0
    save(folder, "march, approved")
    return folder


def test_an_approval_travels_and_a_clone_sends(laptop: Path, server: Controller) -> None:
    machine = clone(laptop.parent / "origin", "machine", "-c", "core.autocrlf=true")
    here = {file.name for file in (machine / "issues" / ISSUE).iterdir()}
    assert here.isdisjoint({"issue.eml", "issue.mjml", "checks.json"})
    assert told(machine, "send", "--yes")["sent"] == 2
    assert sorted(server.handler.people) == ["ann@example.net", "bob@example.net"]
    save(machine, "march, sent")

    git(laptop, "pull", "-q")
    assert [row["state"] for row in told(laptop, "issues", "list")] == ["sent"]
    assert digest(laptop, "issues", "delete", ISSUE, "--yes").returncode == 7
    (laptop / "posts/b.md").write_text(POST.format(title="Late", date="2026-04-02"), "utf-8")
    window = ("--since", "2026-03-01", "--until", "2026-05-01")
    assert told(laptop, "build", *window)["posts"] == 1
    sent = (laptop / "issues" / ISSUE / "sent.json").read_text("utf-8")
    assert "example.net" not in sent
    assert json.loads(sent)["counts"]["accepted"] == 2
    assert told(machine, "send", ISSUE, "--yes")["sent"] == 0
    assert len(server.handler.people) == 2


def test_an_approval_does_not_outlive_a_change_that_is_merged(laptop: Path, server) -> None:
    colleague = clone(laptop.parent / "origin", "colleague")
    shutil.copyfile(colleague / "issues" / ISSUE / "approval.json", laptop.parent / "approval")
    (colleague / "issues" / ISSUE / "intro.md").write_text("Dear readers", "utf-8")
    assert digest(colleague, "build", "--month", ISSUE).returncode == 0
    shutil.copyfile(laptop.parent / "approval", colleague / "issues" / ISSUE / "approval.json")
    save(colleague, "an introduction, and a merge that brings the approval back")

    machine = clone(laptop.parent / "origin", "machine")
    for argv in (("send", "--yes"), ("send", ISSUE, "--yes")):
        ran = digest(machine, *argv)
        assert ran.returncode == 7
        assert "digest issues approve" in ran.stderr
    assert server.handler.people == []


def test_what_was_changed_in_git_by_hand_is_not_sent(laptop: Path, server: Controller) -> None:
    html = laptop / "issues" / ISSUE / "issue.html"
    html.write_text(html.read_text("utf-8").replace("First", "Best"), "utf-8")
    save(laptop, "a better title")
    ran = digest(clone(laptop.parent / "origin", "machine"), "send", "--yes")
    assert ran.returncode == 7
    assert "issue.html changed since it was built" in ran.stderr
    assert server.handler.people == []
