import json
import os
import time
from zoneinfo import ZoneInfo

import pytest

from digest.app import collect
from digest.app.options import Globals
from digest.app.wiring import open_project
from digest.core.window import week

NOW = ("--now", "2026-11-20T12:00:00Z")
MONTH = ("--month", "2026-11")
RECENT = "Mon, 16 Nov 2026 10:00:00 GMT"
OLD = "Mon, 02 Mar 2020 10:00:00 GMT"


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch):
    monkeypatch.setattr("digest.fetch.http.pause_s", lambda *_: None)


def follow(newsletter, site, *names, kind="feed", **keys):
    for name in names:
        lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in keys.items())
        newsletter.table(
            f'[[sources]]\nname = "{name}"\nkind = "{kind}"\nurl = "{site.url}/{name}.xml"\n'
            f"allow_private = true\n{lines}"
        )
    return newsletter


def titles(newsletter, *argv, window=MONTH):
    ran = newsletter.run(*NOW, *argv, "posts", *window, "--json")
    assert ran.code == 0, ran.err
    return [post["title"] for post in ran.json]


def understandings(monkeypatch):
    """The names of the sources that are given to a worker, from now on."""
    from digest.app.workers import Workers

    given, real = [], Workers.understand

    def spy(self, source, *args, **keys):
        given.append(source.name)
        return real(self, source, *args, **keys)

    monkeypatch.setattr(Workers, "understand", spy)
    return given


def test_feeds_of_the_web_come_together_in_the_order_of_the_sources(newsletter, site):
    names = [f"blog{n}" for n in range(6)]
    for name in names:
        site.feed(name, {f"Of {name}": RECENT})
    follow(newsletter, site, *names)
    assert titles(newsletter) == [f"Of {name}" for name in names]


def test_what_has_not_changed_is_neither_sent_nor_understood_again(newsletter, site, monkeypatch):
    site.feed("marked", {"One": RECENT}, ETag='"1"')
    site.feed("plain", {"Two": RECENT})
    follow(newsletter, site, "marked", "plain")
    first = titles(newsletter)
    given = understandings(monkeypatch)
    assert titles(newsletter) == first == ["One", "Two"]
    assert given == []
    site.feed("plain", {"Three": RECENT})
    assert titles(newsletter) == ["One", "Three"]
    assert given == ["plain"]


def test_an_older_window_is_understood_anew_and_a_newer_one_is_not(newsletter, site, monkeypatch):
    site.feed("blog", {"New": RECENT, "Old": OLD, "Older": OLD}, ETag='"1"')
    follow(newsletter, site, "blog")
    assert titles(newsletter) == ["New"]
    given = understandings(monkeypatch)
    assert titles(newsletter, window=("--month", "2020-03")) == ["Old", "Older"]
    assert titles(newsletter, window=()) == ["New", "Old", "Older"]
    assert given == ["blog", "blog"]
    assert titles(newsletter) == ["New"]
    assert titles(newsletter, window=()) == ["New", "Old", "Older"]
    assert given == ["blog", "blog"]


def test_a_change_of_the_source_is_noticed(newsletter, site):
    site.feed("blog", {"Dated without a zone": "Mon, 30 Nov 2020 23:30:00"}, ETag='"1"')
    follow(newsletter, site, "blog")
    window = ("--month", "2020-12")
    assert titles(newsletter, window=window) == []
    newsletter.write("digest.toml", (newsletter.folder / "digest.toml").read_text().replace(
        "allow_private", 'timezone = "America/New_York"\nallow_private'
    ))  # fmt: skip
    assert titles(newsletter, window=window) == ["Dated without a zone"]


def test_an_undated_page_stays_a_page_when_its_dated_neighbours_are_old(newsletter, site):
    site.feed("blog", {"About": "", "Ancient": OLD})
    follow(newsletter, site, "blog")
    ran = newsletter.run(*NOW, "posts", *MONTH, "--json")
    assert [(post["title"], post["code"]) for post in ran.json] == [("About", "undated-page")]


def test_a_pin_finds_a_post_however_old_it_is(newsletter, site):
    site.feed("blog", {"New": RECENT, "Old": OLD, "Older": OLD})
    follow(newsletter, site, "blog")
    newsletter.write("issues/2026-11/issue.toml", 'pin = ["Older"]\n')
    ran = newsletter.run(*NOW, "build", *MONTH, "--json")
    assert (ran.code, ran.json["posts"]) == (0, 2)


def test_a_source_that_fails_is_told_and_its_last_good_posts_are_used(newsletter, site):
    site.feed("good", {"One": RECENT})
    site.feed("bad", {"Two": RECENT, "Three": RECENT})
    follow(newsletter, site, "good", "bad")
    newsletter.run(*NOW, "posts", *MONTH)
    two_days_ago = time.time() - 2 * 86_400
    for file in (newsletter.folder / ".digest/posts").iterdir():
        os.utime(file, (two_days_ago, two_days_ago))
    site.answers["/bad.xml"] = site.says(500)

    ran = newsletter.run(*NOW, "build", *MONTH, "--json")
    assert (ran.code, ran.json["posts"]) == (0, 3)
    assert [failure["source"] for failure in ran.json["failures"]] == ["bad"]
    assert "answers 500" in ran.err
    assert "its 2 posts are used as read 2 days ago" in ran.err
    assert newsletter.run(*NOW, "posts", *MONTH, "--strict").code == 3
    assert newsletter.run(*NOW, "build", *MONTH, "--strict").code == 3


def test_a_page_that_comes_in_place_of_a_feed_costs_no_posts(newsletter, site):
    site.feed("good", {"One": RECENT})
    site.feed("bad", {"Two": RECENT})
    follow(newsletter, site, "good", "bad")
    assert titles(newsletter) == ["One", "Two"]
    site.answers["/bad.xml"] = site.says(200, "<html><body>We are moving</body></html>")
    assert titles(newsletter) == ["One", "Two"]
    ran = newsletter.run(*NOW, "posts", *MONTH)
    assert "a web page, where a feed was expected" in ran.err


def test_when_all_sources_fail_there_is_no_issue_even_with_old_posts(newsletter, site):
    site.feed("one", {"One": RECENT})
    site.feed("two", {"Two": RECENT})
    follow(newsletter, site, "one", "two")
    titles(newsletter)
    site.answers.clear()
    assert newsletter.run(*NOW, "build", *MONTH).code == 3
    assert not (newsletter.folder / "issues").exists()


def test_offline_the_posts_are_those_of_last_time(newsletter, site):
    site.feed("blog", {"One": RECENT})
    follow(newsletter, site, "blog")
    assert newsletter.run(*NOW, "--offline", "posts", *MONTH).code == 3
    online = titles(newsletter)
    asked = len(site.asked)
    assert titles(newsletter, "--offline") == online
    assert titles(newsletter, "--offline", window=("--month", "2020-03")) == []
    assert len(site.asked) == asked


def test_the_cache_may_be_broken_or_deleted(newsletter, site):
    site.feed("blog", {"One": RECENT}, ETag='"1"')
    follow(newsletter, site, "blog")
    assert titles(newsletter) == ["One"]
    for file in (newsletter.folder / ".digest").rglob("*"):
        if file.is_file():
            file.write_bytes(b"{")
    assert titles(newsletter) == ["One"]


def test_the_posts_of_a_cache_build_the_same_issue_byte_for_byte(newsletter, site):
    site.feed("blog", {"One": RECENT, "Two": OLD, "Three": ""})
    follow(newsletter, site, "blog")

    def built():
        assert newsletter.run(*NOW, "build", *MONTH).code == 0
        folder = newsletter.folder / "issues"
        return {f.name: f.read_bytes() for f in folder.rglob("*") if f.is_file()}

    assert built() == built()


def test_the_body_of_a_post_is_fetched_from_the_cache_when_it_is_chosen(newsletter, site):
    site.feed("one", {"One": RECENT}, about="All of it. " * 200)
    site.feed("two", {"Two": RECENT})
    follow(newsletter, site, "one", "two")
    project = open_project(Globals(newsletter.folder, now="2026-11-20T12:00:00Z"))
    window = week("2026-W47", ZoneInfo("UTC"))
    for _ in range(2):
        collected = collect.run(project, window)
        assert [post.content for post in collected.posts] == [None, None]
        one, two = collected.complete(collected.posts)
        assert (one.content or "").startswith("All of it. All of it.")
        assert two.content is None


def test_an_address_that_moved_for_good_is_told(newsletter, site):
    site.feed("new", {"One": RECENT})
    site.answers["/old.xml"] = site.says(301, Location="/new.xml")
    follow(newsletter, site, "old")
    told = f"old has moved for good: write {site.url}/new.xml into digest.toml"
    assert told in newsletter.run(*NOW, "posts", *MONTH).err
    assert told in newsletter.run(*NOW, "build", *MONTH).err


def test_a_source_whose_server_wants_a_rest_gets_it_until_then(newsletter, site):
    site.feed("good", {"One": RECENT})
    site.answers["/busy.xml"] = site.says(429, Retry_After="3600")
    follow(newsletter, site, "good")
    newsletter.table(
        f'[[sources]]\nname = "busy"\nkind = "feed"\nurl = "{site.url}/busy.xml"\n'
        "allow_private = true"
    )
    newsletter.run(*NOW, "posts", *MONTH)
    asked = len(site.asked)
    ran = newsletter.run(*NOW, "posts", *MONTH)
    assert "wants us to wait until" in ran.err
    assert len(site.asked) == asked


def test_a_bar_is_drawn_on_a_terminal_only(newsletter, site, monkeypatch):
    site.feed("one", {"One": RECENT})
    site.feed("two", {"Two": RECENT})
    follow(newsletter, site, "one", "two")
    assert "reading sources" not in newsletter.run(*NOW, "posts", *MONTH).err
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    ran = newsletter.run(*NOW, "posts", *MONTH)
    assert "1/2" in ran.err
    assert "reading sources" not in ran.out
    assert "reading sources" not in newsletter.run(*NOW, "-q", "posts", *MONTH).err


def test_a_large_file_of_ones_own_is_understood_apart_too(newsletter, monkeypatch):
    item = f"<item><title>Big</title><pubDate>{RECENT}</pubDate></item>"
    filler = "<!--" + "x" * 600_000 + "-->"
    newsletter.write("big.xml", f"<rss version='2.0'><channel>{item}{filler}</channel></rss>")
    newsletter.table('[[sources]]\nname = "big"\nkind = "feed"\npath = "big.xml"')
    given = understandings(monkeypatch)
    assert titles(newsletter) == ["Big"]
    assert given == ["big"]


def test_no_worker_is_started_for_small_files(newsletter, monkeypatch):
    monkeypatch.setattr("subprocess.Popen", None)
    newsletter.capture("page", "A title that is one\n\nA summary.\n\nNovember 16, 2026\n")
    assert titles(newsletter) == ["A title that is one"]
