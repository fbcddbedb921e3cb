"""The whole life of issues, week after week, through the command line over real files."""

import email
import email.policy
import json
import shutil
import socket
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Notes</title>
<link>https://notes.example.org/</link>{items}</channel></rss>"""
ITEM = """<item><title>{title}</title><link>https://notes.example.org/{slug}/</link>
<guid>{slug}</guid><description>What is to be said of {title}.</description>
<pubDate>{day:02} Mar 2026 {hour:02}:00:00 +0000</pubDate></item>"""
PAGE = "---\ntitle: {title}\ndate: {date}\n---\nSome words of our own about {title}.\n"
SHELF = "{title}\n\nA summary of {title}, which says what it is about."
CONFIG = """\
[newsletter]
title = "Queues and Locks"
from = "Queues and Locks <letter@example.org>"
unsubscribe_url = "https://example.org/leave"
timezone = "Europe/Berlin"
[schedule]
every = "week"
starts = "monday 09:00"
[select]
min_posts = 2
max_posts = 7
[[sources]]
name = "notes"
kind = "feed"
path = "notes.xml"
section = "Elsewhere"
[[sources]]
name = "ours"
kind = "markdown"
path = "posts"
base_url = "https://ours.example.org/"
section = "Ours"
[[sources]]
name = "shelf"
kind = "capture"
path = "shelf.txt"
base_url = "https://shelf.example.org/"
undated = "queue"
per_issue = 1
[audience]
file = "readers.csv"
[delivery]
provider = "smtp"
host = "127.0.0.1"
port = {port}
security = "none"
"""
READERS = ["ann@example.org", "bob@example.org", "zoe@example.org"]
EDITED = """\
# Kept short, as the second of March was a holiday.
subject = "Queues, locks, and one old favourite"
title = "A week of queues"      # ours, not the machine's

pin = ["An old favourite"]   # everybody asked for it
drop = ["https://notes.example.org/noise/"]
order = [
    "Locks and how they fail",   # the best of the week
]

[sections]
"Elsewhere" = "From the neighbours"

[[items]]
post = "Queues in one picture"
title = "Queues, drawn"
blurb = "The picture that we had wanted for years."

[[add]]
url = "https://books.example.com/queueing"
title = "A book on queueing"
blurb = "Read its third chapter."
place = 2

[[add]]
kind = "sponsor"
url = "https://sponsor.example.com/"
title = "The Lock Shop"
blurb = "Locks for every door."

[[add]]
kind = "text"
title = "A word of thanks"
blurb = "To all who *wrote* to us."
"""
INTRO = "Good morning, and **welcome**.\n"


class Inbox:
    """A mail server that keeps what it took."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, str, str]] = []  # to whom, subject, plain text

    async def handle_DATA(self, _server: object, _session: object, envelope) -> str:  # noqa: N802
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        text = mail.get_body(("plain",)).get_content()
        self.mails += [(to, str(mail["Subject"]), text) for to in envelope.rcpt_tos]
        return "250 OK"

    def take(self) -> list[tuple[str, str, str]]:
        """What came since the last time."""
        mails, self.mails = self.mails, []
        return sorted(mails)


@pytest.fixture
def inbox():
    handler = Inbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        handler.port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=handler.port)
    controller.start()
    yield handler
    controller.stop()


class Desk:
    """An editor's desk: the project, its sources, and commands typed at a moment of March 2026."""

    def __init__(self, newsletter, port: int) -> None:
        self.newsletter, self.folder = newsletter, newsletter.folder
        self.feed: dict[str, tuple[str, int, int]] = {}  # by the ends of their addresses
        newsletter.write("digest.toml", CONFIG.format(port=port))
        newsletter.write("readers.csv", "\n".join(["email", *READERS]) + "\n")

    def publish(self, title: str, day: int, hour: int = 12) -> None:
        """A post of the feed, which comes on top of it."""
        self.feed = {slug(title): (title, day, hour), **self.feed}
        self._write_feed()

    def retitle(self, was: str, title: str) -> None:
        """Another title of a post that keeps its address."""
        self.feed[slug(was)] = (title, *self.feed[slug(was)][1:])
        self._write_feed()

    def take_back(self, title: str) -> None:
        """A post that its site has no more."""
        del self.feed[slug(title)]
        self._write_feed()

    def _write_feed(self) -> None:
        items = "".join(
            ITEM.format(title=title, slug=slug, day=day, hour=hour)
            for slug, (title, day, hour) in self.feed.items()
        )
        self.newsletter.write("notes.xml", FEED.format(items=items))

    def write(self, title: str, date: str) -> None:
        """A post of our own."""
        self.newsletter.write(f"posts/{slug(title)}.md", PAGE.format(title=title, date=date))

    def shelve(self, *titles: str) -> None:
        """The page of posts without dates."""
        text = "\n\n".join(SHELF.format(title=title) for title in titles)
        self.newsletter.write("shelf.txt", text)

    def at(self, moment: str, *argv: str, code: int = 0):
        """A command typed at `moment`."""
        ran = self.newsletter.run(*argv, "--now", f"2026-03-{moment}")
        assert ran.code == code, ran.err
        return ran

    def build(self, moment: str) -> Path:
        return Path(self.at(moment, "build", "--json").json["folder"])

    def states(self, moment: str) -> dict[str, str]:
        rows = self.at(moment, "issues", "list", "--json").json
        return {row["issue"]: row["state"] for row in rows}


def slug(title: str) -> str:
    return title.lower().replace(" ", "-")


def titles(folder: Path) -> list[str]:
    """The titles of the posts and links that an issue had, as its sources give them."""
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    return [post["title"] for post in manifest["posts"]]


def in_order(text: str, *parts: str) -> bool:
    """Whether `text` has these parts, one after the other."""
    places = [text.find(part) for part in parts]
    return -1 not in places and places == sorted(places)


@pytest.fixture
def desk(newsletter, inbox):
    """The desk on Monday, 9 March, with as many posts of its week as an issue holds."""
    desk = Desk(newsletter, inbox.port)
    desk.publish("An old favourite", 1)
    desk.publish("A note of Monday", 2)
    desk.publish("Noise", 3)
    desk.publish("Queues in one picture", 4)
    desk.publish("Locks and how they fail", 5)
    desk.publish("A lease is no lock", 6)
    desk.write("Why we queue", "2026-03-07")
    desk.shelve("Shelf the first", "Shelf the second", "Shelf the third")
    return desk


def test_the_life_of_two_issues(desk, inbox):
    first = desk.build("09T09:00")
    assert desk.states("09T09:00") == {"2026-03-02--2026-03-09": "draft"}
    assert len(titles(first)) == 7

    written_by_hand(desk, first)
    approved_again_after_a_change(desk, first)
    sent_to_everybody_once(desk, inbox, first)

    second = next_week(desk, first)
    told_of_both(desk, first, second)
    edited_from_the_shell(desk, second)
    sent_again(desk, inbox, second)

    a_thin_week_waits(desk)


def written_by_hand(desk, first: Path) -> None:
    """What a person wrote outlives the posts that come later."""
    (first / "issue.toml").write_text(EDITED, "utf-8")
    (first / "intro.md").write_text(INTRO, "utf-8")
    desk.build("09T09:10")
    desk.publish("News of the last minute", 8, 23)

    assert desk.build("09T09:20") == first

    assert (first / "issue.toml").read_text("utf-8") == EDITED
    assert (first / "intro.md").read_text("utf-8") == INTRO
    text = (first / "issue.txt").read_text("utf-8")
    assert in_order(text, "welcome", "Locks and how they fail", "A book on queueing")
    for part in ("An old favourite", "Queues, drawn", "that we had wanted for years"):
        assert part in text
    for part in ("News of the last minute", "The Lock Shop", "A word of thanks"):
        assert part in text
    assert "FROM THE NEIGHBOURS" in text.upper()
    assert "Noise" not in text
    assert "The Lock Shop" not in titles(first)
    assert desk.at("09T09:30", "build", "--json").json["posts"] == len(titles(first))
    assert "A book on queueing" in titles(first)


def approved_again_after_a_change(desk, first: Path) -> None:
    """An approval holds for what was seen, and for nothing else."""
    desk.at("09T10:00", "issues", "approve")
    assert desk.states("09T10:00")[first.name] == "approved"
    words = (first / "issue.toml").read_text("utf-8").replace("for years", "for ten years")
    (first / "issue.toml").write_text(words, "utf-8")

    assert "stale" in desk.at("09T10:10", "send", "--yes", code=7).err
    assert "its approval is dropped" in desk.at("09T10:20", "build").err
    assert not (first / "approval.json").exists()
    assert desk.states("09T10:20")[first.name] == "draft"
    desk.at("09T10:30", "send", "--yes", code=7)
    desk.at("09T10:40", "issues", "approve")


def sent_to_everybody_once(desk, inbox, first: Path) -> None:
    """Everybody has it once, git has no address, and the issue is read-only."""
    desk.at("09T11:00", "send", "--yes")

    mails = inbox.take()
    assert [to for to, _, _ in mails] == READERS
    assert {subject for _, subject, _ in mails} == {"Queues, locks, and one old favourite"}
    assert all("for ten years" in text for _, _, text in mails)
    assert desk.states("09T11:00")[first.name] == "sent"
    for file in (first / "sent.json", first / "approval.json", first / "manifest.json"):
        assert not any(reader in file.read_text("utf-8") for reader in READERS)
    desk.at("09T11:10", "send", first.name, "--yes")
    assert inbox.take() == []
    html = (first / "issue.html").read_bytes()
    told = desk.at("10T09:00", "build").err
    assert "no issue is due" in told
    assert "was sent on 9 March; the next is due Monday 16 March 09:00" in told
    assert (first / "issue.html").read_bytes() == html


def next_week(desk, first: Path) -> Path:
    """What was left over, what came late and what is new; nothing that was sent comes back."""
    left_over, dropped = "A note of Monday", "Noise"
    assert not {left_over, dropped} & set(titles(first))
    desk.retitle("Locks and how they fail", "Locks, and how all of them fail")
    desk.publish("A lock that came late", 5)
    desk.publish("Fences and tokens", 12)
    desk.shelve("Shelf of today", "Shelf the second", "Shelf the first", "Shelf the third")

    second = desk.build("16T09:00")

    assert second.name == "2026-03-09--2026-03-16"
    late = [left_over, dropped, "A lock that came late"]
    assert set(titles(second)) == {*late, "Fences and tokens", "Shelf of today"}
    known = desk.at("16T09:00", "posts", "--json").json
    codes = {found["title"]: found["code"] for found in known}
    assert {codes[title] for title in late} == {"late"}
    again = ("Locks, and how all of them fail", "Shelf the first", "An old favourite")
    assert {codes[title] for title in again} == {"already-sent"}
    return second


def told_of_both(desk, first: Path, second: Path) -> None:
    """The list, one issue, and the difference of two."""
    at = "16T09:30"
    assert desk.states(at) == {first.name: "sent", second.name: "draft"}
    shown = desk.at(at, "issues", "show", first.name, "--json").json
    assert (shown["number"], shown["state"], shown["posts"]) == (1, "sent", len(titles(first)))
    assert shown["sent"]["counts"]["accepted"] == len(READERS)
    diff = desk.at(at, "issues", "diff", first.name, second.name, "--json").json
    assert [entry["title"] for entry in diff["added"]] == titles(second)
    assert not diff["moved"]
    assert set(diff["changed"]) >= {"subject", "window"}


def edited_from_the_shell(desk, second: Path) -> None:
    """Commands write into the file that a person has begun, and a rebuild takes both."""
    file = second / "issue.toml"
    file.write_text(f"# Ask Zoe about the lock.\n{file.read_text('utf-8')}", "utf-8")
    before = file.read_text("utf-8").splitlines()
    desk.at("16T09:40", "issues", "drop", "Noise")
    desk.at("16T09:41", "issues", "move", "A note of Monday", "first")
    desk.at("16T09:42", "issues", "edit", "A lock that came late", "--blurb", "Late but worth it.")
    desk.at("16T09:43", "issues", "add", "--text", "Until *next* week.")
    desk.publish("Posted while we edited", 13)

    desk.build("16T09:50")

    assert set(before) <= set(file.read_text("utf-8").splitlines())
    assert titles(second)[0] == "A note of Monday"
    assert "Noise" not in titles(second)
    assert "Posted while we edited" in titles(second)
    text = (second / "issue.txt").read_text("utf-8")
    assert in_order(text, "A note of Monday", "Late but worth it.")
    assert "Until next week." in text


def sent_again(desk, inbox, second: Path) -> None:
    """What git carries is enough to send the next issue, which has nothing of the one before."""
    desk.at("16T10:00", "issues", "approve")
    shutil.rmtree(desk.folder / ".digest")
    for name in ("issue.mjml", "issue.eml", "checks.json"):
        (second / name).unlink()
    desk.at("16T10:30", "send", "--yes")

    mails = inbox.take()

    assert [to for to, _, _ in mails] == READERS
    for _, _, text in mails:
        assert "A lock that came late" in text
        assert "A book on queueing" not in text
        assert "Locks, and how all of them fail" not in text
    assert desk.states("16T10:30")[second.name] == "sent"


def a_thin_week_waits(desk) -> None:
    """Too few posts make no issue; they come with those of the week after."""
    desk.take_back("Noise")
    desk.write("Alone this week", "2026-03-18")
    desk.shelve("Shelf of today", "Shelf the first")

    ran = desk.at("23T09:00", "build", "--fail-if-empty", code=5)

    assert "only 1 of at least 2 posts: it waits for the next issue, due Monday 30 March" in ran.err
    desk.write("Not alone", "2026-03-25")
    assert set(titles(desk.build("30T09:00"))) == {"Alone this week", "Not alone"}
