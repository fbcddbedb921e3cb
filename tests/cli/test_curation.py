"""An editor changes an issue from the shell: nothing that a person wrote is lost."""

import io
import json
import stat
import subprocess
import sys
import threading
import tomllib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

POSTS = {
    "systems": {
        "Backpressure": "Fri, 06 Mar 2026 10:00:00 GMT",
        "Heads of Queues": "Thu, 05 Mar 2026 10:00:00 GMT",
        "Tails of Queues": "Wed, 04 Mar 2026 10:00:00 GMT",
        "Old Locks": "Fri, 13 Feb 2026 10:00:00 GMT",
    },
    "agents": {
        "Agents at Work": "Sat, 07 Mar 2026 10:00:00 GMT",
        "Agents at Rest": "Tue, 03 Mar 2026 10:00:00 GMT",
    },
}
ITEM = """<item><title>{title}</title><link>https://{name}.example.org/{slug}</link>
<description>About {title}.</description><pubDate>{date}</pubDate></item>"""
FEED = """<rss version="2.0"><channel><title>{name}</title>
<link>https://{name}.example.org/</link>{items}</channel></rss>"""
COMMENTED = """\
# Mine.
pin = [            # what must be in
    "Backpressure",  # always
]

# [[items]]
# post = "..."

[sections]         # louder
"Systems" = "SYSTEMS"
"""
PAGE = """<html><head><title>A talk | Somewhere</title><meta property="og:title" content="A talk">
<meta property="og:description" content="What was said of queues.">
<meta property="og:image" content="/talk.png"></head><body><h1>A talk</h1></body></html>"""

HEAD = '<html><head><title>A talk</title><link rel="canonical" href="{}">'
ELSEWHERE = {
    "/amp-talk": HEAD.format("/talk/?utm_source=amp"),
    "/front": HEAD.format("/"),
    "/copy": HEAD.format("https://systems.example.org/old-locks"),
    "/mirror": HEAD.format("https://original.example.org/a-talk"),
}


def slug(title):
    return title.lower().replace(" ", "-")


def feed(name):
    items = (
        ITEM.format(name=name, title=title, slug=slug(title), date=date)
        for title, date in POSTS[name].items()
    )
    return FEED.format(name=name, items="".join(items))


@pytest.fixture
def letter(newsletter):
    """A newsletter with two feeds, and the issue 2026-W10 of five posts."""
    for name in POSTS:
        newsletter.write(f"{name}.xml", feed(name)).table(
            f'[[sources]]\nname = "{name}"\nkind = "feed"\npath = "{name}.xml"\n'
            f'section = "{name.title()}"\n'
        )
    assert newsletter.run("build", "--week", "2026-W10").code == 0
    return newsletter


@pytest.fixture
def page():
    """The address of a page that no source has."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            body = PAGE if self.path.startswith("/talk") else ELSEWHERE.get(self.path, "")
            self.send_response(302 if self.path == "/short" else 200 if body else 404)
            self.send_header("Content-Type", "text/html")
            self.send_header("Location", "/talk/")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *args):
            """Be silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/talk/"
    server.shutdown()
    server.server_close()


def file_of(letter):
    return letter.folder / "issues/2026-W10/issue.toml"


def said(letter):
    return tomllib.loads(file_of(letter).read_text("utf-8"))


def rebuilt(letter):
    """The titles in issue.txt, in their order, after another build."""
    ran = letter.run("build", "--week", "2026-W10")
    assert ran.code == 0, ran.err
    text = (letter.folder / "issues/2026-W10/issue.txt").read_text("utf-8")
    html = (letter.folder / "issues/2026-W10/issue.html").read_text("utf-8")
    known = [*POSTS["systems"], *POSTS["agents"], "A talk", "Advert"]
    found = [title for title in known if f"\n{title}\n" in text]
    assert all(title in html for title in found)
    return sorted(found, key=lambda title: text.index(f"\n{title}\n"))


ALL = ["Agents at Work", "Agents at Rest", "Backpressure", "Heads of Queues", "Tails of Queues"]
URLS = {
    title: f"https://{name}.example.org/{slug(title)}" for name in POSTS for title in POSTS[name]
}


def test_the_issue_is_as_its_sources_make_it(letter):
    assert sorted(rebuilt(letter)) == sorted(ALL)


def test_a_pinned_post_comes_in_and_goes_when_that_is_taken_back(letter):
    before = file_of(letter).read_bytes()

    ran = letter.run("issues", "pin", "old locks")

    assert ran.out == '2026-W10: pinned "Old Locks"\n'
    assert ran.err == "next: type: digest build --week 2026-W10\n"
    assert said(letter) == {"pin": [URLS["Old Locks"]]}
    assert "Old Locks" in rebuilt(letter)
    assert letter.run("issues", "pin", "--undo", "Old Locks").code == 0
    assert file_of(letter).read_bytes() == before
    assert "Old Locks" not in rebuilt(letter)


def test_what_is_pinned_already_is_left_alone(letter):
    letter.run("issues", "pin", "Old Locks")
    before = file_of(letter).stat()

    ran = letter.run("issues", "pin", "2026-W10", URLS["Old Locks"])

    assert (ran.code, ran.out) == (0, "")
    assert ran.err == '2026-W10: "Old Locks" is pinned already\n'
    assert file_of(letter).stat() == before


def test_a_dropped_post_goes_and_a_pin_takes_the_drop_back(letter):
    assert letter.run("issues", "drop", "Heads", "Agents at Rest").code == 0
    assert rebuilt(letter) == ["Agents at Work", "Backpressure", "Tails of Queues"]

    ran = letter.run("issues", "pin", "Heads")

    assert ran.out.splitlines() == [
        '2026-W10: took back the drop of "Heads of Queues"',
        '2026-W10: pinned "Heads of Queues"',
    ]
    assert said(letter) == {"drop": [URLS["Agents at Rest"]], "pin": [URLS["Heads of Queues"]]}
    ran = letter.run("issues", "drop", "Heads")
    assert "took back the pin" in ran.out
    assert "pin" not in said(letter)


def test_what_is_not_dropped_cannot_be_taken_back(letter):
    ran = letter.run("issues", "drop", "--undo", "Heads")

    assert (ran.code, ran.out) == (0, "")
    assert ran.err == '2026-W10: "Heads of Queues" is not dropped\n'


def test_a_post_that_is_gone_can_still_be_taken_back(letter):
    file_of(letter).write_text('drop = ["https://gone.example.org/", "Gone too"]\n')

    assert letter.run("issues", "drop", "--undo", "gone TOO").code == 0
    assert said(letter) == {"drop": ["https://gone.example.org/"]}


@pytest.mark.parametrize("command", ["pin", "drop"])
def test_words_of_several_titles_are_refused_with_a_list(letter, command):
    before = file_of(letter).read_bytes()

    ran = letter.run("issues", command, "Old Locks", "of Queues")

    assert ran.code == 2
    assert 'error: "of Queues" may be 2 posts' in ran.err
    assert f'"Heads of Queues" (systems) {URLS["Heads of Queues"]}' in ran.err
    assert file_of(letter).read_bytes() == before


def test_an_unknown_post_is_told_the_nearest(letter):
    ran = letter.run("issues", "pin", "2026-W10", "Bakpressure")

    assert ran.code == 2
    assert 'hint: did you mean "Backpressure"?' in ran.err


def test_comments_and_layout_stay_through_all_commands(letter):
    file = file_of(letter)
    file.write_bytes(b"\xef\xbb\xbf" + COMMENTED.replace("\n", "\r\n").encode())

    for words in (
        ["pin", "Heads"],
        ["edit", "Heads", "--title", "Heads, again"],
        ["pin", "--undo", "Heads"],
        ["edit", "Heads", "--title", ""],
        ["pin", "--undo", "Backpressure"],
    ):
        assert letter.run("issues", *words).code == 0

    kept = COMMENTED.replace('    "Backpressure",  # always\n', "").replace(
        "pin = [            # what must be in\n]", "# what must be in\n# always"
    )
    assert file.read_bytes() == b"\xef\xbb\xbf" + kept.replace("\n", "\r\n").encode()


def test_a_file_with_mistakes_is_refused_and_stays_as_it_is(letter):
    file_of(letter).write_text('pin = ["a"\ntitel = "x"\n')

    ran = letter.run("issues", "pin", "Heads")

    assert ran.code == 2
    assert "issue.toml:1" in ran.err
    assert file_of(letter).read_text() == 'pin = ["a"\ntitel = "x"\n'


@pytest.mark.parametrize("place", ["1", "first"])
def test_a_post_is_moved_to_the_top(letter, place):
    ran = letter.run("issues", "move", "Tails", place)

    assert ran.out == '2026-W10: moved "Tails of Queues" to place 1\n'
    assert said(letter) == {"order": [URLS["Tails of Queues"]]}
    assert rebuilt(letter)[0] == "Tails of Queues"


def test_what_is_there_already_is_not_moved(letter):
    before = file_of(letter).read_bytes()

    ran = letter.run("issues", "move", "Agents at Work", "up")

    assert (ran.code, ran.out) == (0, "")
    assert ran.err == '2026-W10: "Agents at Work" is at place 1 already\n'
    assert file_of(letter).read_bytes() == before


def test_a_post_is_moved_within_its_section(letter):
    before = rebuilt(letter)
    at = before.index("Tails of Queues")

    letter.run("issues", "move", "Tails", "up")

    after = rebuilt(letter)
    assert after.index("Tails of Queues") == at - 1
    assert sorted(after) == sorted(before)
    assert letter.run("issues", "move", "Tails", "down").code == 0
    assert rebuilt(letter) == before


def test_a_post_may_move_into_another_section(letter):
    before = rebuilt(letter)
    last = before.index("Agents at Rest") + 1

    ran = letter.run("issues", "move", "Heads", str(last))

    assert 'stands under "Agents" now' in ran.out
    assert said(letter)["items"] == [{"post": URLS["Heads of Queues"], "section": "Agents"}]
    assert rebuilt(letter)[last - 1] == "Heads of Queues"


@pytest.mark.parametrize("place", ["0", "6", "-1", "x", "", "9" * 5000])
def test_a_place_that_is_none_is_refused(letter, place):
    ran = letter.run("issues", "move", "--", "Heads", place)

    assert ran.code == 2
    assert "a number from 1 to 5, or first, last, up, down" in ran.err


def test_a_lead_that_makes_way_is_told(letter):
    letter.run("issues", "edit", "Heads", "--feature")

    ran = letter.run("issues", "move", "Tails", "first")

    assert ran.out.splitlines() == [
        '2026-W10: moved "Tails of Queues" to place 1',
        "2026-W10: feature is taken away",
    ]
    assert rebuilt(letter)[0] == "Tails of Queues"


def test_of_an_issue_without_posts_nothing_can_be_moved(letter):
    letter.run("issues", "add", "https://x.example.org/", "--title", "X", "--blurb", "")
    letter.run("issues", "drop", *ALL, "X")

    ran = letter.run("issues", "move", "X", "1")

    assert ran.code == 2
    assert "all posts of this issue are dropped" in ran.err


def test_a_post_that_is_not_in_the_issue_cannot_be_moved(letter):
    ran = letter.run("issues", "move", "Old Locks", "1")

    assert ran.code == 2
    assert 'hint: type: digest issues pin "Old Locks"' in ran.err


def test_a_post_gets_other_words_and_its_own_again(letter):
    before = file_of(letter).read_bytes()

    letter.run("issues", "edit", "Backpressure", "--title", "Push back", "--blurb", "Why.")

    assert said(letter)["items"] == [
        {"post": URLS["Backpressure"], "title": "Push back", "blurb": "Why."}
    ]
    rebuilt(letter)
    text = (letter.folder / "issues/2026-W10/issue.txt").read_text()
    assert "\nPush back\n" in text
    assert "\nWhy.\n" in text
    assert letter.run("issues", "edit", "Backpressure", "--title", "", "--blurb", "").code == 0
    assert file_of(letter).read_bytes() == before


def test_a_post_is_made_the_lead_and_need_not_be(letter):
    letter.run("issues", "edit", "Heads", "--feature")
    assert rebuilt(letter)[0] == "Heads of Queues"

    letter.run("issues", "edit", "Heads", "--no-feature")
    assert rebuilt(letter)[0] == "Agents at Work"


def test_the_words_of_the_issue_are_changed(letter, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("Grüße,\r\n*all*\n".encode())))

    ran = letter.run("issues", "edit", "--title", "T", "--subject", "S", "--intro", "-")

    folder = letter.folder / "issues/2026-W10"
    assert ran.code == 0
    assert said(letter) == {"title": "T", "subject": "S"}
    assert (folder / "intro.md").read_bytes() == "Grüße,\n*all*\n".encode()
    rebuilt(letter)
    assert "Grüße" in (folder / "issue.html").read_text("utf-8")
    letter.run("issues", "edit", "2026-W10", "--title", "", "--subject", "", "--intro", "")
    assert said(letter) == {}
    assert not (folder / "intro.md").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["edit", "--blurb", "x"],
        ["edit", "--feature"],
        ["edit", "Heads", "--subject", "x"],
        ["edit", "Heads", "Tails", "--title", "x"],
        ["edit", "Heads", "--image", "no-address"],
        ["move", "Heads"],
        ["add"],
        ["add", "https://x.example.org/", "--text", "x"],
        ["add", "--text", "x", "--sponsor"],
        ["add", "--text", ""],
        ["add", "--text", " "],
        ["add", "x.example.org", "--title", "x"],
        ["add", "notaurl"],
        ["add", "https://x.example.org/", "--title", "x", "--place", "0"],
        ["pin", "--", "2026-W11", "Heads"],
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(letter, words):
    before = file_of(letter).read_bytes()

    ran = letter.run("issues", *words)

    assert ran.code == 2
    assert "error: " in ran.err
    assert file_of(letter).read_bytes() == before


def test_without_options_and_terminal_the_file_is_named(letter):
    ran = letter.run("issues", "edit")

    assert ran.code == 2
    assert str(file_of(letter)) in ran.err


@pytest.mark.parametrize(
    ("line", "code", "out"),
    [
        ('title = "T"', 0, "2026-W10: issue.toml\n"),
        ("# nothing", 0, "2026-W10: issue.toml\n"),
        ('titel = "T"', 2, ""),
    ],
)
def test_an_editor_is_opened_and_mistakes_are_told(letter, monkeypatch, line, code, out):
    program = letter.folder / "my editor"
    program.write_text(f"#!/bin/sh\nprintf '%s\\n' '{line}' >> \"$2\"\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("VISUAL", f"'{program}' -w")
    monkeypatch.setattr("digest.cli.issues.edit.asks", lambda options: True)

    ran = letter.run("issues", "edit")

    assert (ran.code, ran.out) == (code, out)
    assert line in file_of(letter).read_text()


def test_a_file_with_mistakes_can_be_opened_to_mend_it(letter, monkeypatch):
    file_of(letter).write_text('titel = "T"\n')
    monkeypatch.setenv("VISUAL", "sed -i s/titel/title/")
    monkeypatch.setattr("digest.cli.issues.edit.asks", lambda options: True)

    assert letter.run("issues", "edit").code == 0
    assert said(letter) == {"title": "T"}


def test_words_that_are_there_already_change_nothing(letter):
    letter.run("issues", "edit", "Heads", "--blurb", "x")
    before = file_of(letter).read_bytes()

    ran = letter.run("issues", "edit", "Heads", "--blurb", "x", "--no-feature")

    assert (ran.code, ran.out, ran.err) == (0, "", "2026-W10: nothing to change\n")
    assert file_of(letter).read_bytes() == before


@pytest.mark.parametrize("words", [["--intro", "\udcff"], ["--title", "\udcff"]])
def test_what_is_no_utf_8_is_refused(letter, words):
    ran = letter.run("issues", "edit", *words)

    assert ran.code == 2
    assert "no text in UTF-8" in ran.err
    assert said(letter) == {}


def test_a_dropped_addition_is_not_added_again(letter):
    letter.run("issues", "add", "https://x.example.org/", "--title", "X")
    letter.run("issues", "drop", "X")

    ran = letter.run("issues", "add", "https://x.example.org/", "--title", "X")

    assert "dropped: digest issues drop --undo https://x.example.org/" in ran.err
    assert len(said(letter)["add"]) == 1


def test_an_editor_that_cannot_be_run_is_told(letter, monkeypatch):
    monkeypatch.setenv("EDITOR", str(letter.folder / "none"))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setattr("digest.cli.issues.edit.asks", lambda options: True)

    ran = letter.run("issues", "edit")

    assert ran.code == 2
    assert "hint: edit " in ran.err


def test_a_page_is_added_with_what_it_says_of_itself(letter, page):
    ran = letter.run("issues", "add", page, "--allow-private", "--place", "2")

    assert ran.out == '2026-W10: added link "A talk"\n'
    assert said(letter)["add"] == [
        {
            "url": page,
            "title": "A talk",
            "blurb": "What was said of queues.",
            "image": page.replace("talk/", "talk.png"),
            "place": 2,
        }
    ]
    assert rebuilt(letter)[1] == "A talk"
    ran = letter.run("issues", "add", f"{page}?utm_source=x", "--allow-private")
    assert (ran.code, ran.out) == (0, "")
    assert '"A talk" is there already' in ran.err


@pytest.mark.parametrize("name", ["short", "amp-talk"])
def test_a_link_leads_to_the_pages_own_address(letter, page, name):
    typed = page.replace("talk/", name)

    ran = letter.run("issues", "add", typed, "--allow-private")

    own = said(letter)["add"][0]["url"]
    assert own.startswith(page)
    assert f"{typed} leads to {own}" in ran.err
    for url in (page, typed):
        ran = letter.run("issues", "add", url, "--allow-private")
        assert (ran.code, ran.out) == (0, "")
        assert '"A talk" is there already' in ran.err


@pytest.mark.parametrize("name", ["front", "mirror"])
def test_readers_are_not_led_to_a_front_page_or_another_site(letter, page, name):
    typed = page.replace("talk/", name)

    letter.run("issues", "add", typed, "--allow-private")

    assert said(letter)["add"][0]["url"] == typed


def test_a_sponsors_address_is_left_as_it_is(letter, page):
    typed = page.replace("talk/", "short")

    letter.run("issues", "add", typed, "--sponsor", "--allow-private")

    assert said(letter)["add"][0] == {
        "kind": "sponsor",
        "url": typed,
        "title": "A talk",
        "blurb": "What was said of queues.",
        "image": page.replace("talk/", "talk.png"),
    }


def test_a_copy_of_a_post_of_a_source_is_that_post(letter, page):
    ran = letter.run("issues", "add", page.replace("talk/", "copy"), "--allow-private")

    assert ran.out == '2026-W10: "Old Locks" is a post of systems: pinned "Old Locks"\n'
    assert said(letter).keys() == {"pin"}


@pytest.mark.parametrize("name", ["short", "amp-talk", "mirror"])
def test_another_address_of_a_sent_page_is_refused(letter, page, name):
    first = "https://original.example.org/a-talk" if name == "mirror" else page
    letter.run("issues", "add", first, "--title", "What was said", "--offline")
    rebuilt(letter)
    assert letter.run("issues", "mark-sent").code == 0
    assert letter.run("build", "--since", "2026-02-09", "--until", "2026-02-15").code == 0

    ran = letter.run("issues", "add", page.replace("talk/", name), "--allow-private")

    assert ran.code == 7
    assert "was in issue 2026-W10 already" in ran.err


def test_words_that_are_given_come_before_those_of_the_page(letter, page):
    letter.run("issues", "add", page, "--allow-private", "--title", "", "--blurb", "Mine.")

    assert said(letter)["add"][0]["title"] == "A talk"
    assert said(letter)["add"][0]["blurb"] == "Mine."


def test_a_page_that_cannot_be_had_needs_a_title(letter, page):
    missing = page.replace("talk", "none")
    for words in ([missing, "--allow-private"], [page, "--offline"], [page]):
        ran = letter.run("issues", "add", *words)

        assert ran.code == 3
        assert "--title" in ran.err
    assert "add" not in said(letter)
    ran = letter.run("issues", "add", missing, "--title", "A talk", "--offline")
    assert ran.code == 0
    assert "A talk" in rebuilt(letter)


def test_a_sponsor_and_a_text_are_added_and_moved(letter):
    letter.run("issues", "add", "https://ad.example.org/", "--sponsor", "--title", "Advert")
    letter.run("issues", "add", "--text", "Hello, **readers**.", "--place", "1")

    assert said(letter)["add"] == [
        {"kind": "sponsor", "url": "https://ad.example.org/", "title": "Advert"},
        {"kind": "text", "blurb": "Hello, **readers**.", "place": 1},
    ]
    ran = letter.run("issues", "move", "Advert", "2")
    assert ran.out == '2026-W10: moved "Advert" to place 2\n'
    assert rebuilt(letter)[0] == "Advert"
    text = (letter.folder / "issues/2026-W10/issue.txt").read_text()
    assert text.index("Hello, readers.") < text.index("Advert")
    letter.run("issues", "edit", "Hello", "--blurb", "Good bye.")
    assert said(letter)["add"][1]["blurb"] == "Good bye."
    assert letter.run("issues", "drop", "Advert", "Good bye").code == 0
    assert "Advert" not in rebuilt(letter)
    assert "Good bye" not in (letter.folder / "issues/2026-W10/issue.txt").read_text()
    ran = letter.run("issues", "move", "Advert", "1")
    assert ran.code == 2
    assert 'hint: type: digest issues drop --undo "Advert"' in ran.err
    ran = letter.run("issues", "pin", "Advert")
    assert ran.code == 2
    assert "is of your own" in ran.err


def test_a_text_comes_from_stdin(letter, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"One.\n\nTwo.\n")))

    letter.run("issues", "add", "2026-W10", "--text", "-")

    assert said(letter)["add"] == [{"kind": "text", "blurb": "One.\n\nTwo."}]


def test_a_post_of_a_source_is_pinned_in_place_of_an_addition(letter):
    ran = letter.run("issues", "add", f"{URLS['Old Locks']}/#top", "--blurb", "Older.")

    assert ran.out == '2026-W10: "Old Locks" is a post of systems: pinned "Old Locks"\n'
    assert said(letter)["pin"] == [URLS["Old Locks"]]
    assert said(letter)["items"] == [{"post": URLS["Old Locks"], "blurb": "Older."}]
    for title, told in (("Old Locks", "pinned already"), ("Backpressure", "there already, a post")):
        ran = letter.run("issues", "add", URLS[title])
        assert (ran.code, ran.out) == (0, "")
        assert f'"{title}" is {told}' in ran.err


def test_a_link_of_a_sent_issue_is_refused(letter, page):
    letter.run("issues", "add", page, "--allow-private")
    rebuilt(letter)
    assert letter.run("issues", "mark-sent").code == 0
    assert letter.run("build", "--since", "2026-02-09", "--until", "2026-02-15").code == 0

    ran = letter.run("issues", "add", page, "--allow-private")

    assert ran.code == 7
    assert f"{page} was in issue 2026-W10 already" in ran.err
    ran = letter.run("issues", "add", page, "--allow-private", "--again")
    assert ran.code == 0
    assert ran.err.endswith("--until 2026-02-15\n")
    assert said_of(letter, "2026-02-09--2026-02-15")["add"][0]["again"] is True


def said_of(letter, issue):
    return tomllib.loads((letter.folder / "issues" / issue / "issue.toml").read_text("utf-8"))


WEEKS = ("--since", "2026-02-09", "--until", "2026-03-09")


@pytest.fixture
def later(letter):
    """The same with 2026-W10 sent, and a draft of a window that has its posts and one more."""
    assert letter.run("issues", "mark-sent").code == 0
    assert letter.run("build", *WEEKS).code == 0
    return letter


def test_a_sent_post_of_a_source_comes_in_again_alone(later):
    ran = later.run("issues", "add", URLS["Backpressure"])
    assert ran.code == 7
    assert "was in issue 2026-W10 already" in ran.err

    ran = later.run("issues", "add", URLS["Backpressure"], "--again")

    assert (ran.code, ran.out) == (0, '2026-02-09--2026-03-09: added link "Backpressure"\n')
    assert "--again" not in ran.err
    again = later.run("issues", "add", URLS["Backpressure"], "--again")
    assert '"Backpressure" is there already' in again.err
    assert later.run("build", *WEEKS).code == 0
    text = (later.folder / "issues/2026-02-09--2026-03-09/issue.txt").read_text("utf-8")
    assert "About Backpressure." in text
    assert "Old Locks" in text
    assert "Heads of Queues" not in text
    assert later.run("issues", "approve").code == 0
    assert later.run("issues", "mark-sent").code == 0


def test_a_link_that_was_sent_meanwhile_is_let_in_again(letter):
    assert letter.run("build", *WEEKS).code == 0
    url = "https://other.example.org/x"
    for issue in ("2026-W10", "2026-02-09--2026-03-09"):
        assert letter.run("issues", "add", issue, url, "--title", "A talk").code == 0
    rebuilt(letter)
    assert letter.run("issues", "mark-sent", "2026-W10").code == 0
    assert letter.run("issues", "add", url, "--title", "A talk").code == 7

    ran = letter.run("issues", "add", url, "--title", "A talk", "--again")

    assert ran.out == '2026-02-09--2026-03-09: "A talk" comes again\n'
    assert letter.run("build", *WEEKS).code == 0
    assert letter.run("issues", "approve").code == 0


def test_a_sent_post_that_is_dropped_is_told_to_be(later):
    later.run("issues", "drop", "Backpressure")

    ran = later.run("issues", "add", URLS["Backpressure"], "--again")

    assert (ran.code, ran.out) == (0, "")
    assert f"dropped: digest issues drop --undo {URLS['Backpressure']}" in ran.err


def test_a_pin_of_a_sent_post_is_told_to_be_of_no_use(letter):
    letter.run("issues", "mark-sent")
    letter.run("build", "--since", "2026-02-09", "--until", "2026-02-15")

    ran = letter.run("issues", "pin", "Heads")

    assert ran.code == 0
    assert '"Heads of Queues" stays out all the same: sent in 2026-W10' in ran.err


def test_a_post_may_be_named_by_the_title_that_the_editor_gave_it(letter):
    letter.run("issues", "edit", "Backpressure", "--title", "Push back")

    assert letter.run("issues", "move", "push back", "1").code == 0
    assert said(letter)["order"] == [URLS["Backpressure"]]


def test_a_heading_that_is_new_is_told(letter):
    ran = letter.run("issues", "edit", "Heads", "--section", "Sistems")

    assert ran.code == 0
    assert '"Sistems" is a new heading; so far: Agents, Systems' in ran.err
    assert "new heading" not in letter.run("issues", "edit", "Heads", "--section", "Agents").err


def test_commands_at_the_same_time_lose_no_edit(letter):
    digest = [sys.executable, "-m", "digest", "-C", str(letter.folder), "issues"]
    words = [
        ["drop", "Heads"],
        ["pin", "Old Locks"],
        ["edit", "--title", "T"],
        ["move", "Tails", "1"],
    ]

    running = [subprocess.Popen([*digest, *each], stderr=subprocess.PIPE) for each in words]

    assert [(process.wait(), process.communicate()[1])[0] for process in running] == [0] * 4
    assert said(letter).keys() == {"drop", "pin", "title", "order"}


@pytest.mark.parametrize(
    "words",
    [
        ["pin", "2026-W10", "Old Locks"],
        ["drop", "2026-W10", "Heads"],
        ["move", "2026-W10", "Heads", "1"],
        ["edit", "2026-W10", "--title", "x"],
        ["edit", "2026-W10"],
        ["add", "2026-W10", "https://x.example.org/", "--title", "x"],
    ],
)
def test_a_sent_issue_is_read_only(letter, words):
    letter.run("issues", "mark-sent")
    before = file_of(letter).read_bytes()

    ran = letter.run("issues", *words)

    assert ran.code == 7
    assert "2026-W10 was sent already" in ran.err
    assert file_of(letter).read_bytes() == before


def test_only_the_editors_files_change(letter):
    folder = letter.folder / "issues/2026-W10"
    before = {file.name: file.read_bytes() for file in folder.iterdir()}

    letter.run("issues", "pin", "Old Locks")
    letter.run("issues", "edit", "--outro", "Bye.")

    after = {file.name: file.read_bytes() for file in folder.iterdir()}
    changed = {name for name in after if before.get(name) != after[name]}
    assert changed == {"issue.toml", "outro.md"}


def test_without_an_issue_there_is_nothing_to_edit(blog):
    ran = blog.run("issues", "pin", "What a queue forgets")

    assert ran.code == 2
    assert "hint: type: digest build" in ran.err


def test_an_issue_file_that_is_gone_is_written_by_the_next_build(letter):
    file_of(letter).unlink()

    ran = letter.run("issues", "drop", "Heads")

    assert ran.code == 2
    assert "hint: type: digest build --week 2026-W10" in ran.err


@pytest.mark.parametrize(
    ("window", "told"),
    [
        (["--month", "2026-03"], "--month 2026-03"),
        (
            ["--since", "2026-03-02", "--until", "2026-03-06"],
            "--since 2026-03-02 --until 2026-03-06",
        ),
        (
            ["--since", "2026-03-02T09:00", "--until", "2026-03-06"],
            "--since 2026-03-02T09:00+00:00 --until 2026-03-06",
        ),
    ],
)
def test_the_command_that_builds_the_issue_again_is_told(letter, window, told):
    issue = letter.run("build", *window, "--json").json["issue"]

    ran = letter.run("issues", "drop", issue, "Heads")

    assert ran.err == f"next: type: digest build {told}\n"
    assert letter.run("build", *told.split(), "--json").json["issue"] == issue


def test_the_issue_that_is_due_is_built_without_options(letter):
    ran = letter.run("--now", "2026-03-10", "issues", "drop", "Heads")

    assert ran.err == "next: type: digest build\n"


def test_an_issue_of_other_hours_than_its_days_is_built_by_its_hours(letter):
    hours = ("--since", "2026-03-02T09:00", "--until", "2026-03-09T09:00")
    issue = letter.run("build", *hours, "--json").json["issue"]

    ran = letter.run("issues", "drop", issue, "Heads")

    command = ran.err.removeprefix("next: type: digest ").split()
    assert letter.run(*command, "--json").json["issue"] == issue


@pytest.mark.parametrize("command", ["approve", "mark-sent", "send"])
def test_the_issue_that_repeats_a_post_is_named_to_be_built_again(letter, command):
    letter.run("build", *WEEKS)
    assert letter.run("issues", "mark-sent", "2026-W10").code == 0
    letter.write("readers.csv", "email\na@example.org\n")
    letter.table('[audience]\nfile = "readers.csv"\n')
    words = ["send", "--yes"] if command == "send" else ["issues", command]

    ran = letter.run(*words, "2026-02-09--2026-03-09")

    assert ran.code == 7
    assert "was sent in 2026-W10 already" in ran.err
    assert "type: digest build --since 2026-02-09 --until 2026-03-09 " in ran.err


def test_json_says_what_was_changed(letter):
    ran = letter.run("issues", "drop", "Heads", "--json")

    assert json.loads(ran.out) == {
        "issue": "2026-W10",
        "changed": ['dropped "Heads of Queues"'],
        "file": str(file_of(letter)),
    }
    assert letter.run("issues", "drop", "Heads", "--json").json["changed"] == []


def test_a_file_that_changes_meanwhile_is_not_overwritten(letter, monkeypatch):
    from digest.config import issue_edit

    rewritten = issue_edit.rewritten

    def slow(text, wanted, file):
        file_of(letter).write_text("# mine\n")
        return rewritten(text, wanted, file)

    monkeypatch.setattr(issue_edit, "rewritten", slow)

    ran = letter.run("issues", "drop", "Heads")

    assert ran.code == 2
    assert "changed meanwhile" in ran.err
    assert file_of(letter).read_text() == "# mine\n"


def test_an_approval_is_taken_back_by_the_build_that_follows(letter):
    letter.run("issues", "approve")
    for words in (["drop", "Heads"], ["edit", "--intro", "Hello"]):
        assert "approve it again" in letter.run("issues", *words).err
    assert letter.run("send", "--yes").code == 7
    rebuilt(letter)
    assert letter.run("issues", "list", "--json").json[0]["state"] == "draft"


@pytest.mark.parametrize("gone", ["dropped", "in the source"])
def test_a_draft_without_posts_any_more_is_left_behind(letter, gone):
    assert letter.run("issues", "approve").code == 0
    if gone == "dropped":
        letter.run("issues", "drop", *ALL)
    else:
        for name in POSTS:
            letter.write(f"{name}.xml", feed(name).replace("Mar 2026", "Mar 2025"))

    ran = letter.run("build", "--week", "2026-W10")

    assert ran.code == 0
    assert "the draft 2026-W10 of an earlier build is left behind" in ran.err
    assert "its approval is dropped: type: digest issues delete 2026-W10   or take a" in ran.err
    assert letter.run("issues", "list", "--json").json[0]["state"] == "draft"
    ran = letter.run("issues", "approve")
    assert ran.code == 7
    assert "hint: type: digest issues delete 2026-W10   or take a drop back" in ran.err


def test_a_draft_that_was_left_behind_comes_back_with_its_posts(letter):
    letter.run("issues", "drop", *ALL)
    letter.run("build", "--week", "2026-W10")

    assert letter.run("issues", "drop", "--undo", "Backpressure").code == 0

    assert rebuilt(letter) == ["Backpressure"]
    assert letter.run("issues", "approve").code == 0


@pytest.mark.parametrize("change", ["drop", "edited html", "no html", "left behind"])
def test_only_what_was_built_is_marked_as_sent(letter, change):
    html = letter.folder / "issues/2026-W10/issue.html"
    if change == "edited html":
        html.write_text("Hello")
    elif change == "no html":
        html.unlink()
    else:
        letter.run("issues", "drop", *(ALL if change == "left behind" else ["Heads"]))
    if change == "left behind":
        letter.run("build", "--week", "2026-W10")

    ran = letter.run("issues", "mark-sent")

    assert ran.code == 7
    assert "type: digest build --week 2026-W10" in ran.err
    assert not (letter.folder / "issues/2026-W10/sent.json").exists()


@pytest.mark.parametrize("name", ["issue.toml", "intro.md", "issue.html", "issue.txt"])
def test_an_approval_counts_only_while_nothing_has_changed(letter, name):
    assert letter.run("issues", "approve").code == 0
    assert letter.run("issues", "list", "--json").json[0]["state"] == "approved"
    file = letter.folder / "issues/2026-W10" / name
    before = file.read_bytes() if file.exists() else None

    file.write_bytes((before or b"") + b"# Hi\n")

    assert letter.run("issues", "list", "--json").json[0]["state"] == "draft"
    shown = letter.run("issues", "show").out
    assert "number 1, draft" in shown
    assert f"approved   no ({name} changed since it was built)" in shown
    assert letter.run("issues", "show", "--json").json["approved"] is None
    if before:
        file.write_bytes(before)
        assert letter.run("issues", "list", "--json").json[0]["state"] == "approved"


@pytest.mark.parametrize("words", [["issues", "pin"], ["issues"], ["build", "--nope"]])
def test_a_mistake_in_a_command_names_its_help(letter, words):
    ran = letter.run(*words)

    assert ran.code == 2
    command = " ".join(word for word in words if word != "--nope")
    assert ran.err.endswith(f"hint: type: digest {command} --help\n")


def test_an_issue_that_is_being_sent_says_how_to_go_on(letter):
    record = {"complete": False, "sent": "2026-03-09T10:00:00+00:00", "posts": []}
    record["window"] = {"end": "2026-03-09T00:00:00+00:00"}
    letter.write("issues/2026-W10/sent.json", json.dumps(record))

    for words in (["drop", "2026-W10", "Heads"], ["mark-sent", "2026-W10"]):
        ran = letter.run("issues", *words)

        assert ran.code == 7
        assert "issue 2026-W10 is being sent" in ran.err
        assert "hint: type: digest send 2026-W10 " in ran.err
    assert "(begun 2026-03-09)" in letter.run("issues", "list").out
