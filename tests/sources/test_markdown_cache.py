"""What is read of a folder's files, and what is kept of them for the next run."""

import json
import os
import time
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from digest.core.horizon import Horizon
from digest.core.model import Post, Source
from digest.core.window import between
from digest.sources.markdown import Adapter

ROME = ZoneInfo("Europe/Rome")
NEW = """\
---
title: New
date: 2026-02-14
lastmod: 2026-02-15
expiryDate: 2027-01-01
tags: [a]
author: Ann
aliases: [/old/]
image: /x.png
image_alt: An x
---
Some words.
"""
OLD = "---\ntitle: Old\ndate: 2009-01-01T10:00:00Z\ndescription: |\n  Long ago\n---\nSome words.\n"


class NoWeb:
    def get(self, location: str, *, allow_private: bool = False) -> object:
        raise AssertionError("a folder needs no web")


class Folder:
    """A folder of posts that is read again and again."""

    def __init__(self, place: Path) -> None:
        self.place, self.cache = place / "posts", place / ".digest"
        self.write("new.md", NEW)
        self.write("old.md", OLD)

    def write(self, name: str, text: str) -> None:
        (self.place / name).parent.mkdir(parents=True, exist_ok=True)
        (self.place / name).write_text(text, "utf-8")
        time.sleep(0.02)  # longer than a tick of the file system's clock

    def read(self, *named: str, base_url: str = "https://example.org/") -> list[Post]:
        source = Source("s", "markdown", str(self.place), base_url=base_url, timezone="UTC")
        window = between(date(2026, 2, 1), date(2026, 3, 1), ROME)
        horizon = Horizon.around(window, timedelta(weeks=4), named)
        return list(Adapter(source, NoWeb(), self.cache, horizon).posts())  # type: ignore[arg-type]

    @property
    def index(self) -> Path:
        (found,) = (self.cache / "markdown").iterdir()
        return found

    def forge(self, old: str, new: str) -> None:
        """Change the index: what is then read from it is certainly not read from the files."""
        self.index.write_text(self.index.read_text("utf-8").replace(old, new), "utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def titles(posts: list[Post]) -> list[str]:
    return [post.title for post in posts]


def test_posts_beyond_the_horizon_are_told_in_outline(folder: Folder) -> None:
    new, old = folder.read()
    assert (new.summary, new.words, old.summary, old.words) == ("Some words.", 2, "", None)
    assert (old.title, old.url) == ("Old", "https://example.org/old/")
    assert old.published is not None


def test_what_the_editor_named_is_told_in_full_from_then_on(folder: Folder) -> None:
    assert folder.read()[1].summary == ""
    assert folder.read("Old")[1].summary == "Long ago"
    assert folder.read()[1].summary == "Long ago"


def test_the_front_matter_may_be_longer_than_what_is_read_at_first(folder: Folder) -> None:
    comment = "# \N{SNOWMAN}\n" * 2000
    folder.write(
        "old.md", OLD.replace("title: Old", f"{comment}title: 'Ol\N{LATIN SMALL LETTER D}'")
    )
    assert titles(folder.read()) == ["New", "Old"]


def test_a_body_is_cut_anywhere(folder: Folder) -> None:
    for more in range(4):
        folder.write("old.md", OLD + "x" * more + "\N{SNOWMAN}" * 4000)
        assert titles(folder.read()) == ["New", "Old"]


def test_a_second_reading_is_equal_to_the_first(folder: Folder) -> None:
    first = folder.read("Old")
    folder.index.touch()
    assert folder.read("Old") == first


def test_unchanged_files_are_not_read_again(folder: Folder) -> None:
    folder.read()
    folder.forge('"New"', '"Known"')
    assert titles(folder.read()) == ["Known", "Old"]


def test_a_changed_file_is_read_again_and_no_other(folder: Folder) -> None:
    folder.read()
    folder.forge('"Old"', '"Known"')
    folder.write("new.md", NEW.replace("New", "Newer"))
    assert titles(folder.read()) == ["Newer", "Known"]
    folder.write("new.md", NEW.replace("New", "Newer", 1))
    times = (folder.place / "new.md").stat()
    folder.write("new.md", NEW.replace("New", "Neuer"))
    os.utime(folder.place / "new.md", ns=(times.st_atime_ns, times.st_mtime_ns))
    assert titles(folder.read()) == ["Neuer", "Known"]


def test_files_that_come_and_go_are_noticed(folder: Folder) -> None:
    folder.read()
    folder.write("more/a.md", NEW.replace("New", "More"))
    (folder.place / "old.md").unlink()
    assert titles(folder.read()) == ["New", "More"]
    assert "old.md" not in folder.index.read_text("utf-8")


def test_a_site_that_is_built_otherwise_is_read_anew(folder: Folder) -> None:
    folder.read()
    folder.forge('"New"', '"Known"')
    assert folder.read(base_url="https://other.example/")[0].title == "New"
    folder.forge('"New"', '"Known"')
    folder.write("../hugo.toml", '[permalinks]\nposts = "/:slug/"\n')
    assert folder.read(base_url="https://other.example/")[0].title == "New"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"site": 1}', '{"site": "x", "rows": []}'])
def test_a_broken_index_costs_time_only(folder: Folder, text: str) -> None:
    first = folder.read()
    folder.index.write_text(text, "utf-8")
    assert folder.read() == first
    assert json.loads(folder.index.read_text("utf-8"))["rows"]


def test_a_file_as_young_as_the_index_is_not_trusted(folder: Folder) -> None:
    folder.read()
    folder.forge('"New"', '"Known"')
    os.utime(folder.index, ns=(1, 1))
    assert titles(folder.read()) == ["New", "Old"]


def test_a_broken_file_is_told_each_time(folder: Folder, caplog: pytest.LogCaptureFixture) -> None:
    folder.write("broken.md", "---\ntitle: A\n")
    for _ in range(2):
        caplog.clear()
        assert titles(folder.read()) == ["New", "Old"]
        assert "broken.md:1: the front matter does not end" in caplog.text


def test_names_of_sources_do_not_lead_out_of_the_cache(folder: Folder) -> None:
    posts = str(folder.place)
    for name in ("../x", "a/b", "a b"):
        list(Adapter(Source(name, "markdown", posts), NoWeb(), folder.cache).posts())  # type: ignore[arg-type]
    assert len(list((folder.cache / "markdown").iterdir())) == 3
