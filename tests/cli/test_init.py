"""`digest init` with the addresses of blogs."""

import tomllib

from digest.cli.main import run


def init(newsletter, *argv):
    return newsletter.run("init", "letter", *argv, "--allow-private", "--now", "2026-03-09T10:00")


def config(newsletter):
    return (newsletter.folder / "letter/digest.toml").read_text("utf-8")


def test_init_finds_the_sources_and_shows_what_the_first_issue_would_be(newsletter, site):
    ran = init(newsletter, site)

    assert ran.code == 0, ran.err
    assert [s["url"] for s in tomllib.loads(config(newsletter))["sources"]] == [f"{site}index.xml"]
    assert "would have 1 post\n  What a queue forgets\n" in ran.err
    built = newsletter.run(
        "-C", str(newsletter.folder / "letter"), "build", "--now", "2026-03-09T10:00"
    )
    assert built.code == 0, built.err


def test_init_json_has_the_titles_of_the_first_issue(newsletter, site):
    told = init(newsletter, site, "--json").json

    assert (told["sources"], told["posts"]) == (1, 1)
    assert told["titles"] == ["What a queue forgets"]


def test_an_address_that_cannot_be_followed_becomes_a_comment(newsletter, site):
    ran = init(newsletter, f"{site}nothing", site)

    assert ran.code == 0
    assert f"left out {site}nothing: answers 404" in ran.err
    assert f"# {site}nothing: answers 404 Not Found\n" in config(newsletter)
    assert len(tomllib.loads(config(newsletter))["sources"]) == 1


def test_when_no_address_can_be_followed_there_is_a_whole_project_and_exit_3(newsletter, site):
    ran = init(newsletter, f"{site}nothing", "--json")

    assert ran.code == 3
    assert ran.json["left_out"] == [{"url": f"{site}nothing", "error": "answers 404 Not Found"}]
    assert ran.json["sources"] == 0
    again = newsletter.run("-C", str(newsletter.folder / "letter"), "sources", "list")
    assert again.code == 0
    assert (newsletter.folder / "letter/.gitignore").exists()


def test_two_addresses_of_one_blog_are_one_source(newsletter, site):
    init(newsletter, site, f"{site}index.xml", f"{site}comments/feed/")

    names = [source["name"] for source in tomllib.loads(config(newsletter))["sources"]]
    assert len(names) == len(set(names)) == 2


def test_an_interrupted_search_leaves_nothing_behind(newsletter, site, monkeypatch):
    def interrupted(*args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr("digest.app.find_sources.propose", interrupted)

    assert run(["-C", str(newsletter.folder), "init", "letter", site]) == 130
    assert not (newsletter.folder / "letter").exists()


def test_the_sample_has_sources_of_its_own(newsletter, site):
    assert newsletter.run("init", "letter", site, "--sample").code == 2
    assert not (newsletter.folder / "letter").exists()
