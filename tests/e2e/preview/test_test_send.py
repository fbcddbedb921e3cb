"""A test send from the page, into a real SMTP server on this machine."""

import email
import email.policy
import re
import socket
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from playwright.sync_api import Page, expect

from tests.e2e.preview.served import Served, is_live, serve

pytestmark = pytest.mark.browser
TABLES = """
[audience]
to = ["reader@example.org"]
test = ["me@example.org", "you@example.org"]

[delivery]
provider = "smtp"
host = "127.0.0.1"
port = {port}
security = "none"
"""


class Inbox:
    """Keeps what a server took; it knows no `you@`."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]

    async def handle_RCPT(self, *said: Any) -> str:  # noqa: N802 - aiosmtpd's name
        _, _, envelope, address, _ = said
        if address.startswith("you@"):
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, *said: Any) -> str:  # noqa: N802 - aiosmtpd's name
        found = email.message_from_bytes(said[-1].content, policy=email.policy.default)
        assert isinstance(found, EmailMessage)
        self.messages.append(found)
        return "250 OK"


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    handler = Inbox()
    controller = Controller(handler, hostname="127.0.0.1", port=handler.port)
    controller.start()
    yield handler
    controller.stop()


@pytest.fixture
def sender(folder: Path, inbox: Inbox) -> Iterator[Served]:
    """A preview of a project with test addresses and that server."""
    config = folder / "digest.toml"
    config.write_text(config.read_text("utf-8") + TABLES.format(port=inbox.port), "utf-8")
    with serve(folder, "--port", "0") as served:
        yield served.settled()


def opened(page: Page, served: Served) -> None:
    page.goto(served.url)
    is_live(page)
    page.locator("#test-send").click()


def send(page: Page) -> None:
    page.get_by_role("button", name="Send", exact=True).click()


def test_chosen_addresses_get_it_and_nothing_remembers_it(
    sender: Served, page: Page, inbox: Inbox
) -> None:
    before = {file.name: file.read_bytes() for file in sender.issue.iterdir()}
    opened(page, sender)
    page.get_by_label("you@example.org").uncheck()
    send(page)
    expect(page.locator("#test-told")).to_have_text("sent a test to 1 address through smtp")
    (message,) = inbox.messages
    assert message["To"] == "me@example.org"
    assert re.fullmatch(r"\[Test\] .*Post 14.* \(\d{4}-\d\d-\d\d .+\)", message["Subject"])
    assert "Post 14" in message.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert {file.name: file.read_bytes() for file in sender.issue.iterdir()} == before
    assert not (sender.folder / "digest.db").exists()


def test_every_test_has_a_subject_of_its_own_unless_it_need_not(
    sender: Served, page: Page, inbox: Inbox
) -> None:
    opened(page, sender)
    page.get_by_label("you@example.org").uncheck()
    for apart in (True, True, False):
        page.get_by_label("Prevent threading").set_checked(apart)
        with page.expect_response("**/test-send"):
            send(page)
    subjects = [message["Subject"] for message in inbox.messages]
    assert len(set(subjects)) == 3
    assert all(subject.startswith(subjects[2]) for subject in subjects)


def test_double_click_sends_one(sender: Served, page: Page, inbox: Inbox) -> None:
    opened(page, sender)
    page.get_by_label("you@example.org").uncheck()
    page.get_by_role("button", name="Send", exact=True).dblclick()
    expect(page.locator("#test-told")).to_contain_text("sent a test")
    expect(page.get_by_role("button", name="Send", exact=True)).to_be_enabled()
    page.keyboard.press("Escape")
    assert len(inbox.messages) == 1


def test_refusal_of_an_address_is_told(sender: Served, page: Page, inbox: Inbox) -> None:
    opened(page, sender)
    send(page)
    told = page.locator("#test-told")
    expect(told).to_contain_text("sent a test to 1 address")
    expect(told).to_contain_text("you@example.org was refused: 550")
    assert len(inbox.messages) == 1


def test_mistake_in_the_settings_is_told_with_what_to_do(
    sender: Served, page: Page, said: list[str]
) -> None:
    config = sender.folder / "digest.toml"
    text = config.read_text("utf-8")
    login = '\nusername = "u"\npassword = "env:DIGEST_NO_SUCH_SECRET"\n'
    config.write_text(text.rstrip() + login, "utf-8")
    opened(page, sender)
    send(page)
    expect(page.locator("#test-told")).to_contain_text("DIGEST_NO_SUCH_SECRET")
    assert ["422" in words for words in said] == [True]
    said.clear()


def test_without_test_addresses_it_says_where_they_are_written(reader: Served, page: Page) -> None:
    opened(page, reader)
    expect(page.locator("#test")).to_contain_text('test = ["me@example.org"]')
    expect(page.get_by_role("button", name="Send", exact=True)).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator("#test")).to_be_hidden()
    expect(page.locator("#test-send")).to_be_focused()
