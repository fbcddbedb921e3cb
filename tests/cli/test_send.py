"""`digest send`: the gate, the outbox, and a real SMTP server."""

import email
import email.policy
import json
import re
import socket

import pytest
from aiosmtpd.controller import Controller

from digest.delivery.ledger import open_ledger


class Inbox:
    """Keeps what a server took, by address; refuses the addresses in `unknown_users`."""

    def __init__(self):
        self.messages = []
        self.unknown_users = set()

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address in self.unknown_users:
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.messages.append((envelope.rcpt_tos, envelope.content))
        return "250 OK"

    def addresses(self):
        return sorted(address for addresses, _ in self.messages for address in addresses)

    def parsed(self, place=0):
        return email.message_from_bytes(self.messages[place][1], policy=email.policy.default)


@pytest.fixture
def inbox():
    handler = Inbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        handler.port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=handler.port)
    controller.start()
    yield handler
    controller.stop()


@pytest.fixture
def smtp(blog, inbox):
    """The blog with an audience of three and an SMTP server, its issue built."""
    blog.tables[0] += 'unsubscribe_url = "https://example.org/leave"\n'
    blog.write("readers.csv", "email,name\na@example.org,Ann\nb@example.org,\nc@example.org,Zoë\n")
    blog.table('[audience]\nfile = "readers.csv"')
    blog.table(
        f'[delivery]\nprovider = "smtp"\nhost = "127.0.0.1"\nport = {inbox.port}\nsecurity = "none"'
    )
    blog.run("build", "--month", "2026-03")
    return blog


def outbox(blog):
    return sorted((blog.folder / ".digest/outbox").glob("*.eml"))


def test_the_outbox_gets_one_message_per_address_and_consumes_nothing(built):
    built.table('[audience]\nto = ["a@example.org", "b@example.org", "A@Example.org"]')
    built.run("issues", "approve")

    ran = built.run("send", "--yes", "--json")

    assert (ran.code, ran.json["sent"]) == (0, 2)
    assert len(outbox(built)) == 2
    assert not (built.folder / "issues/2026-03/sent.json").exists()
    assert not (built.folder / "digest.db").exists()


def test_a_test_is_marked_and_leaves_no_record(built):
    ran = built.run("send", "--to", "me@example.org")

    assert ran.code == 0
    message = email.message_from_bytes(outbox(built)[0].read_bytes(), policy=email.policy.default)
    assert message["To"] == "me@example.org"
    assert message["Subject"].startswith("[Test] ")
    assert built.run("issues", "list", "--json").json[0]["state"] == "draft"


def test_unapproved_is_refused_with_7(built):
    built.table('[audience]\nto = ["a@example.org"]')

    ran = built.run("send", "2026-03", "--yes")

    assert ran.code == 7
    assert "digest issues approve 2026-03" in ran.err
    assert built.run("send", "--yes").code == 7
    assert outbox(built) == []


def test_without_a_terminal_an_approved_send_needs_yes(built):
    built.table('[audience]\nto = ["a@example.org"]')
    built.run("issues", "approve")

    ran = built.run("send")

    assert ran.code == 2
    assert "--yes" in ran.err


def test_without_an_audience_it_is_refused_with_7(built):
    built.run("issues", "approve")

    assert built.run("send", "--yes").code == 7


@pytest.mark.parametrize("name", ["issue.html", "issue.txt", "issue.toml", "intro.md"])
def test_what_changed_since_the_approval_is_refused_with_7(built, name):
    built.table('[audience]\nto = ["a@example.org"]')
    built.run("issues", "approve")
    with (built.folder / "issues/2026-03" / name).open("a", encoding="utf-8") as file:
        file.write("\nmore\n" if name != "issue.toml" else '\ntitle = "more"\n')

    ran = built.run("send", "--yes")

    assert ran.code == 7
    assert name in ran.err
    assert outbox(built) == []


def test_a_forged_manifest_does_not_pass_the_gate(built):
    built.table('[audience]\nto = ["a@example.org"]')
    built.run("issues", "approve")
    file = built.folder / "issues/2026-03/manifest.json"
    manifest = json.loads(file.read_text("utf-8"))
    manifest["subject"] = "Another subject"
    file.write_text(json.dumps(manifest), "utf-8")

    assert built.run("send", "--yes").code == 7


def test_smtp_sends_to_everybody_once_and_marks_the_issue_sent(smtp, inbox):
    smtp.run("issues", "approve")

    first = smtp.run("send", "--yes", "--json")
    second = smtp.run("send", "2026-03", "--yes", "--json")

    assert (first.code, first.json["sent"]) == (0, 3)
    assert (second.code, second.json["sent"], second.json["already"]) == (0, 0, 3)
    assert inbox.addresses() == ["a@example.org", "b@example.org", "c@example.org"]
    sent = json.loads((smtp.folder / "issues/2026-03/sent.json").read_text("utf-8"))
    assert (sent["complete"], sent["counts"]["accepted"]) == (True, 3)
    assert "@" not in json.dumps({**sent, "posts": []})


def test_readers_leave_by_mail_where_there_is_no_page_for_it(smtp, inbox):
    config = (smtp.folder / "digest.toml").read_text("utf-8")
    smtp.write("digest.toml", config.replace("unsubscribe_url", "# unsubscribe_url"))
    built = smtp.run("build", "--month", "2026-03", "--json")
    smtp.run("issues", "approve")
    ran = smtp.run("send", "--yes")

    assert (built.json["findings"]["error"], ran.code) == (0, 0)
    message = email.message_from_bytes(inbox.messages[0][1], policy=email.policy.default)
    way_out = message["List-Unsubscribe"].strip("<>")
    assert way_out.startswith("mailto:")
    assert way_out.endswith("@example.org?subject=unsubscribe")
    text, html = (part.get_content() for part in message.iter_parts())
    assert f"Unsubscribe: {way_out}" in text
    assert f'href="{way_out}"' in html


def test_each_reader_gets_the_own_name_in_body_and_subject(smtp, inbox):
    smtp.write("issues/2026-03/intro.md", "Hello {subscriber.name|there}, at {subscriber.email}.")
    editor = smtp.folder / "issues/2026-03/issue.toml"
    words = editor.read_text("utf-8")
    subject = 'subject = "For {subscriber.name|you}"'
    editor.write_text(re.sub("(?m)^# subject = .*", subject, words), "utf-8")
    smtp.run("build", "--month", "2026-03")
    smtp.run("issues", "approve")
    smtp.run("send", "--yes")

    read = {parsed["To"].addresses[0].addr_spec: parsed for parsed in map(inbox.parsed, range(3))}
    assert [read[f"{who}@example.org"]["Subject"] for who in "abc"] == [
        "For Ann",
        "For you",
        "For Zoë",
    ]
    bodies = [read[f"{who}@example.org"].get_body(("html",)).get_content() for who in "ab"]
    assert "Hello Ann, at a@example.org." in bodies[0]
    assert "Hello there, at b@example.org." in bodies[1]


def test_a_message_says_who_it_is_for_and_parses_back(smtp, inbox):
    smtp.run("issues", "approve")
    smtp.run("send", "--yes")

    parsed = {inbox.parsed(place)["To"]: inbox.parsed(place) for place in range(3)}
    assert "Zoë <c@example.org>" in parsed
    message = parsed["Zoë <c@example.org>"]
    html = message.get_body(("html",)).get_content()
    stored = (smtp.folder / "issues/2026-03/issue.html").read_text("utf-8")
    assert html.split() == stored.split()


def test_somebody_refused_is_reported_with_6_and_the_rest_is_sent(smtp, inbox):
    inbox.unknown_users = {"b@example.org"}
    smtp.run("issues", "approve")

    ran = smtp.run("send", "--yes", "--json")

    assert ran.code == 6
    assert ran.json["sent"] == 2
    assert [person["address"] for person in ran.json["rejected"]] == ["b@example.org"]


def test_a_server_out_of_reach_leaves_the_issue_as_it_was(smtp, inbox, monkeypatch):
    monkeypatch.setattr("time.sleep", lambda _: None)
    text = (smtp.folder / "digest.toml").read_text("utf-8")
    smtp.write("digest.toml", text.replace(f"port = {inbox.port}", "port = 1"))
    smtp.run("issues", "approve")

    ran = smtp.run("send", "--yes")

    assert ran.code == 6
    assert smtp.run("issues", "list", "--json").json[0]["state"] == "approved"


def test_a_missing_secret_is_exit_4_and_names_the_reference_only(smtp, monkeypatch):
    monkeypatch.delenv("NO_SUCH_PASSWORD", raising=False)
    text = (smtp.folder / "digest.toml").read_text("utf-8")
    smtp.write("digest.toml", text + 'username = "me"\npassword = "env:NO_SUCH_PASSWORD"\n')
    smtp.run("issues", "approve")

    ran = smtp.run("send", "--yes")

    assert ran.code == 4
    assert "NO_SUCH_PASSWORD" in ran.err


def test_posts_of_a_sent_issue_do_not_come_again(smtp):
    smtp.run("issues", "approve")
    smtp.run("send", "--yes")

    ran = smtp.run("build", "--since", "2026-03-01", "--until", "2026-03-20", "--json")

    assert ran.json["posts"] == 0


def test_with_two_approved_issues_it_asks_for_a_name(built):
    built.table('[audience]\nto = ["a@example.org"]')
    built.run("build", "--month", "2026-02")
    built.run("issues", "approve", "2026-02")
    built.run("issues", "approve", "2026-03")

    ran = built.run("send", "--yes")

    assert ran.code == 7
    assert "2026-02, 2026-03" in ran.err


def test_an_unknown_address_is_reported_each_time_and_does_not_hold_up_the_next_issue(smtp, inbox):
    smtp.run("issues", "approve")
    ledger = open_ledger(smtp.folder / "digest.db")
    content = json.loads((smtp.folder / "issues/2026-03/manifest.json").read_text("utf-8"))[
        "content"
    ]
    ledger.snapshot("2026-03", ["b@example.org"], content)
    ledger.sending("2026-03", "b@example.org", "<killed here>")
    ledger.close()

    first = smtp.run("send", "--yes", "--json")
    smtp.run("build", "--month", "2026-02")
    smtp.run("issues", "approve", "2026-02")
    again = smtp.run("send", "2026-03", "--json", "--yes")
    other = smtp.run("send", "--yes", "--json")

    assert (first.code, first.json["unknown"]) == (6, ["b@example.org"])
    assert (again.code, again.json["unknown"]) == (6, ["b@example.org"])
    assert (other.code, other.json["issue"]) == (0, "2026-02")
    assert inbox.addresses().count("b@example.org") == 1
