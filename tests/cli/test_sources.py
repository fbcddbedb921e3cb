"""`digest sources`, as a user runs it, against a blog on this machine."""

import json
import tomllib

import pytest

from digest.cli.sources import add as add_command
from digest.cli.sources import remove as remove_command

RSS = "<rss><channel><title>R</title><item><title>One</title></item></channel></rss>"
POST = "+++\ntitle = 'A post'\ndate = 2026-03-04\n+++\nSome words about it.\n"


@pytest.fixture
def letter(newsletter):
    """A newsletter with comments in its digest.toml."""
    return newsletter.table('# How it looks\n[design]\naccent = "#0f5c4d"   # green')


@pytest.fixture
def at_a_terminal(monkeypatch):
    """Questions are asked, and answered with what the test puts into the list."""
    answers = []
    for module in (add_command, remove_command):
        monkeypatch.setattr(module, "asks", lambda options: True)
    monkeypatch.setattr("typer._click.termui.visible_prompt_func", lambda _="": answers.pop(0))
    return answers


def config(letter):
    return (letter.folder / "digest.toml").read_text("utf-8")


def sources(letter):
    return tomllib.loads(config(letter)).get("sources", [])


def add(letter, *argv):
    return letter.run("sources", "add", *argv, "--allow-private", "--no-input")


def test_add_finds_the_feed_of_a_page_and_writes_it_with_the_comments_kept(letter, site):
    before = config(letter)

    ran = add(letter, site, "--section", "Systems")

    assert ran.code == 0, ran.err
    assert sources(letter) == [
        {
            "name": "notes-on-queues",
            "kind": "feed",
            "url": f"{site}index.xml",
            "section": "Systems",
            "allow_private": True,
        }
    ]
    start, _, end = before.partition("# How it looks")
    assert config(letter).startswith(start)
    assert config(letter).endswith(f"# How it looks{end}")


def test_add_shows_every_proposal_with_its_first_posts(letter, site):
    ran = add(letter, site)

    rows = [row.split() for row in ran.err.splitlines()]
    assert ["1", "feed", "declared", "feed", "2", "2026-03-04"] in [row[:6] for row in rows]
    assert f"{site}comments/feed/" in rows[2]
    assert "What a queue forgets" in ran.err
    assert "minutes" in ran.err


def test_add_json_has_the_table_and_all_that_was_found(letter, site):
    ran = add(letter, site, "--json", "--name", "mine")

    assert ran.json["added"]["name"] == "mine"
    first = ran.json["found"][0]
    assert (first["kind"], first["posts"], first["newest"]) == ("feed", 2, "2026-03-04")
    assert "minutes" in first["missing"]
    assert first["titles"] == ["What a queue forgets", "Second thoughts"]
    assert ran.err == ""


def test_a_person_chooses_among_the_proposals(letter, site, at_a_terminal):
    at_a_terminal += ["7", "2"]

    ran = letter.run("sources", "add", site, "--allow-private")

    assert ran.code == 0, ran.err
    assert sources(letter)[0]["url"] == f"{site}comments/feed/"


@pytest.mark.parametrize(("path", "answer"), [("", "0"), ("index.xml", "n")])
def test_a_person_may_want_none_of_them(letter, site, at_a_terminal, path, answer):
    at_a_terminal.append(answer)

    ran = letter.run("sources", "add", site + path, "--allow-private")

    assert ran.code == 0
    assert sources(letter) == []


def test_yes_takes_the_best_at_a_terminal_too(letter, site, at_a_terminal):
    assert letter.run("sources", "add", site, "--allow-private", "--yes").code == 0
    assert sources(letter)[0]["url"] == f"{site}index.xml"


def test_an_address_or_name_that_is_there_already_is_told(letter, site):
    add(letter, site)

    for address in (site, f"{site}index.xml", f"{site}index.xml?utm_source=x"):
        ran = add(letter, address)
        assert ran.code == 2
        assert "followed already, as notes-on-queues" in ran.err
    ran = add(letter, f"{site}comments/feed/", "--name", "notes-on-queues")
    assert ran.code == 2
    assert "--name" in ran.err
    assert len(sources(letter)) == 1


def test_a_second_source_of_one_site_gets_a_name_of_its_own(letter, site):
    add(letter, f"{site}index.xml")
    add(letter, f"{site}comments/feed/")

    assert [source["name"] for source in sources(letter)] == ["127-0-0-1", "127-0-0-1-2"]


def test_an_address_in_ones_own_network_needs_the_option(letter, site):
    ran = letter.run("sources", "add", site, "--no-input")

    assert ran.code == 3
    assert "private" in ran.err
    assert sources(letter) == []


def test_a_guess_is_never_written_without_a_person(letter, site, monkeypatch):
    from dataclasses import replace

    from digest.app import discover, propose

    def guessed(url, web, *, allow_private):
        found = discover.discover(url, web, allow_private=allow_private)
        return (replace(found[0], kind="listing", confidence=0.8, options={"item": "li"}),)

    monkeypatch.setattr(propose, "discover", guessed)
    ran = add(letter, site)

    assert ran.code == 2
    assert 'item = "li"' in ran.err
    assert sources(letter) == []


def test_kinds_that_are_not_found_or_unknown_are_told(letter, site):
    assert "but: feed" in add(letter, site, "--kind", "markdown").err
    ran = add(letter, site, "--kind", "fede")
    assert ran.code == 2
    assert "feed" in ran.err


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("posts/a.md", POST, "markdown"),
        ("feed.xml", RSS, "feed"),
        ("page.txt", "A title of one\n\nIts summary, in words.\n\nMarch 4, 2026\n", "capture"),
    ],
)
def test_files_and_folders_of_this_machine_are_understood(letter, name, text, kind):
    letter.write(name, text)
    place = name.split("/")[0]

    ran = add(letter, place)

    assert ran.code == 0, ran.err
    stem = place.partition(".")[0]
    assert sources(letter) == [{"name": stem, "kind": kind, "path": place}]
    assert letter.run("sources", "test", stem).code == 0
    assert "followed already" in add(letter, str(letter.folder / place)).err


def test_a_list_of_subscriptions_is_imported_by_add_too(letter):
    letter.write("mine.opml", OPML)

    assert add(letter, "mine.opml").code == 0
    assert len(sources(letter)) == 3


def test_what_is_not_there_is_told_with_what_to_type(letter):
    ran = add(letter, "blog.example.org")

    assert ran.code == 2
    assert "https://blog.example.org" in ran.err


def test_test_shows_each_field_and_what_is_missing(letter, site):
    add(letter, site)

    ran = letter.run("sources", "test", "notes-on-queues")

    assert ran.code == 0
    assert "2 posts" in ran.out
    assert "published  2026-03-04 (instant)" in ran.out
    assert "summary in 1 of 2" in ran.err
    assert "minutes in 2 of 2" in ran.err


def test_test_json_has_every_post_with_its_provenance(letter, site):
    add(letter, site)

    told = letter.run("sources", "test", "notes-on-queues", "--json").json

    assert (told["count"], told["missing"]["summary"], len(told["posts"])) == (2, 1, 2)
    assert told["posts"][0]["provenance"]["title"] == "feed"


def test_test_of_a_source_that_fails_is_exit_3(letter, site):
    letter.table(
        f'[[sources]]\nname = "gone"\nkind = "feed"\nurl = "{site}gone"\nallow_private = true'
    )

    ran = letter.run("sources", "test", "gone")

    assert ran.code == 3
    assert "404" in ran.err
    assert letter.run("sources", "test", "gnoe").code == 2


def test_remove_takes_one_source_out_and_keeps_the_rest(letter, site):
    before = config(letter)
    add(letter, site)

    assert letter.run("sources", "remove", "notes-on-queues", "--no-input").code == 2
    assert letter.run("sources", "remove", "notes-on-queues", "--yes").code == 0
    assert config(letter) == before
    assert letter.run("sources", "remove", "notes-on-queues", "--yes").code == 2


def test_remove_asks_first(letter, site, at_a_terminal):
    add(letter, site, "--yes")
    at_a_terminal += ["n", "y"]

    assert "nothing was removed" in letter.run("sources", "remove", "notes-on-queues").err
    assert len(sources(letter)) == 1
    assert letter.run("sources", "remove", "notes-on-queues").code == 0
    assert sources(letter) == []


OPML = """\
<opml version="2.0"><head/><body>
<outline text="Loose" type="rss" xmlUrl="https://loose.example.org/feed"/>
<outline text="Systems"><outline text="Ann" type="rss" xmlUrl="feed://ann.example.org/rss"/>
<outline text="Deep"><outline text="Loose" xmlUrl="https://deep.example.org/feed"/></outline>
<outline text="Again" xmlUrl="http://www.loose.example.org/feed/?utm_source=x"/>
<outline text="No" xmlUrl="javascript:alert(1)"/></outline></body></opml>
"""


def test_import_takes_each_feed_once_with_its_folder_as_section(letter):
    letter.write("mine.opml", OPML)

    ran = letter.run("sources", "import", "mine.opml", "--json")

    assert ran.json == {
        "added": ["loose", "ann", "loose-2"],
        "duplicates": 1,
        "left_out": ["javascript:alert(1)"],
    }
    found = {source["name"]: (source["url"], source.get("section")) for source in sources(letter)}
    assert found["ann"] == ("http://ann.example.org/rss", "Systems")
    assert found["loose-2"] == ("https://deep.example.org/feed", "Deep")
    again = letter.run("sources", "import", "mine.opml")
    assert again.code == 0
    assert "0 added, 4 followed already" in again.err


@pytest.mark.parametrize("text", ["<html></html>", ""])
def test_import_of_something_else_is_told_with_its_file(letter, text):
    letter.write("mine.opml", text)

    ran = letter.run("sources", "import", "mine.opml")

    assert ran.code == 3
    assert "mine.opml: no OPML" in ran.err


def test_what_was_exported_is_known_when_it_comes_back(letter):
    letter.capture("saved", "A title\n\nMarch 4, 2026\n").write("mine.opml", OPML)
    letter.run("sources", "import", "mine.opml")
    exported = letter.run("sources", "export", "--to", "opml")

    assert "saved" in exported.err
    letter.write("copy.opml", exported.out)
    again = letter.run("sources", "import", "copy.opml", "--json").json
    assert (again["added"], again["duplicates"]) == ([], 3)
    assert letter.run("sources", "export", "--json").json["feeds"] == 3
    assert letter.run("sources", "export", "--to", "pdf").code == 2


def test_list_json_is_unchanged_by_adding(letter, site):
    add(letter, site)

    assert json.loads(letter.run("sources", "list", "--json").out) == [
        {"name": "notes-on-queues", "kind": "feed", "location": f"{site}index.xml", "section": None}
    ]
