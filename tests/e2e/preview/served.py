"""A project on disk, and `digest preview` of it as a process of its own."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import FrameLocator, Page

ISSUE = "2026-W10"
CONFIG = """\
# Kept as it is, whatever the page changes.
[newsletter]
title = "A Letter"
from = "A Letter <letter@example.org>"
unsubscribe_url = "https://example.org/leave"

[select]
max_posts = {most}

[[sources]]
name = "posts"
kind = "markdown"
path = "posts"
base_url = "https://example.org/"
"""
POST = """\
---
title: {title}
date: {date}
---
Some words about post {number}, which say what it is about, and why a reader should care for it.
"""


def write_project(folder: Path, posts: int, most: int = 12) -> None:
    """A project with that many posts in a week, the newest last, and one in the week before."""
    (folder / "posts").mkdir(parents=True)
    (folder / "digest.toml").write_text(CONFIG.format(most=most), "utf-8")
    dates = {0: "2026-02-25T09:00:00Z"} | {
        number: f"2026-03-{2 + number // 40:02}T{number // 2 % 20:02}:{number % 2 * 30:02}:00Z"
        for number in range(1, posts + 1)
    }
    for number, date in dates.items():
        post = POST.format(title=f"Post {number}", date=date, number=number)
        (folder / f"posts/p{number:03}.md").write_text(post, "utf-8")


def digest(folder: Path, *argv: str) -> None:
    """Run `digest` on a project."""
    command = [sys.executable, "-m", "digest", "-q", "-C", str(folder), *argv]
    subprocess.run(command, check=True, timeout=60)


@dataclass(frozen=True)
class Served:
    """A preview that runs."""

    process: subprocess.Popen[str]
    url: str
    folder: Path

    @property
    def site(self) -> str:
        """Its origin."""
        return self.url.partition("/i/")[0]

    def settled(self) -> "Served":
        """The same, once the build with which the preview of a draft begins is over."""
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with urlopen(f"{self.site}/api/i/{ISSUE}", timeout=10) as answer:
                told = json.load(answer)
            if told["built_ms"] is not None or told["error"]:
                return self
            time.sleep(0.02)
        raise AssertionError("the preview has not built the issue at its start")

    @property
    def issue(self) -> Path:
        """The folder of the issue that it shows."""
        return self.folder / "issues" / ISSUE

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        self.process.terminate()
        self.process.wait(10)


@contextmanager
def serve(folder: Path, *options: str) -> Iterator[Served]:
    """Run `digest preview` until the block ends."""
    argv = [sys.executable, "-m", "digest", "-C", str(folder), "preview", ISSUE, *options]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        assert run.stdout
        served = Served(run, run.stdout.readline().strip(), folder)
        try:
            yield served
        finally:
            served.stop()


def email(page: Page, width: int = 700) -> FrameLocator:
    """The email in the frame of that width."""
    return page.frame_locator(f"figure[data-width='{width}'] iframe:not(.coming)")


def is_live(page: Page) -> None:
    """Wait until the page hears of what happens, with its panels drawn."""
    page.locator("#link", has_text="live").wait_for()
    page.locator("#items").wait_for(state="attached")
