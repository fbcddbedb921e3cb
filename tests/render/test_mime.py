"""Messages, parsed back with the standard library."""

import email
import email.policy
import re
from dataclasses import replace
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.config.settings import Newsletter
from digest.core.errors import DeliveryError
from digest.core.model import Rendered
from digest.render.mime import issue_message_id, to_message

LETTER = Newsletter(
    title="Systems & Models",
    sender="Systems & Models <digest@example.org>",
    url="https://www.example.org/digest",
    unsubscribe_url="https://example.org/unsubscribe?to={email}&list=a",
)
RENDERED = Rendered(
    html='<!DOCTYPE html>\n<a href="https://example.org/unsubscribe?to={email}&amp;list=a">é</a>\n'
    "<p>" + "long " * 400 + "</p>\n.\nFrom here {email}\n",
    text="Text — with é\n.\nhttps://example.org/unsubscribe?to={email}&list=a\n",
    mjml="",
    subject="What survives a crash",
    preheader="",
)
WHEN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def bytes_of(
    newsletter: Newsletter = LETTER,
    *,
    to: str = "ann+a&b@example.net",
    to_name: str = "",
    subject: str = RENDERED.subject,
    test: bool = False,
) -> bytes:
    return to_message(
        replace(RENDERED, subject=subject), newsletter=newsletter, to=to, to_name=to_name,
        date=WHEN, message_id="<id@example.org>", test=test,
    )  # fmt: skip


def parsed(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    assert all(not field.defects for field in message.values())
    return message


def test_it_has_the_fields_that_mail_needs_once_each() -> None:
    message = parsed(bytes_of())
    assert list(message.keys()) == [
        "From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "List-Id",
        "List-Unsubscribe", "List-Unsubscribe-Post", "Content-Language", "Auto-Submitted",
        "Content-Type",
    ]  # fmt: skip
    assert message["From"].addresses[0].display_name == "Systems & Models"
    assert message["Date"].datetime == WHEN
    assert message["Message-ID"] == "<id@example.org>"
    assert message["List-Id"] == "Systems & Models <systems-models.example.org>"
    assert message["Auto-Submitted"] == "auto-generated"


def test_the_parts_are_text_then_html_and_come_back_whole() -> None:
    message = parsed(bytes_of(replace(LETTER, unsubscribe_url=None)))
    parts = list(message.iter_parts())
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html"]
    assert [part["Content-Transfer-Encoding"] for part in parts] == ["quoted-printable"] * 2
    assert [part.get_content().replace("\r\n", "\n") for part in parts] == [
        RENDERED.text,
        RENDERED.html,
    ]


def test_lines_are_short_and_end_in_crlf() -> None:
    data = bytes_of(subject="é" * 200, to_name="N" * 70)
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    assert max(map(len, data.split(b"\r\n"))) <= 78
    assert data.isascii()


def test_an_address_too_long_for_a_line_is_not_broken() -> None:
    out = "https://example.org/unsubscribe?to={email}&list=" + "a" * 60
    message = parsed(bytes_of(replace(LETTER, unsubscribe_url=out)))
    assert message["List-Unsubscribe"] == f"<{out.replace('{email}', 'ann%2Ba%26b%40example.net')}>"


def test_the_language_is_told() -> None:
    assert parsed(bytes_of(replace(LETTER, language="de-AT")))["Content-Language"] == "de-AT"
    with pytest.raises(DeliveryError, match="Content-Language"):
        bytes_of(replace(LETTER, language="de\r\nX: y"))


def test_the_readers_address_is_in_their_own_links_and_nowhere_else() -> None:
    message = parsed(bytes_of())
    text, html = (part.get_content() for part in message.iter_parts())
    own = "https://example.org/unsubscribe?to=ann%2Ba%26b%40example.net&list=a"
    assert own in text
    assert f'href="{own.replace("&list", "&amp;list")}"' in html
    assert "From here {email}" in html
    assert message["List-Unsubscribe"].strip() == f"<{own}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_the_subject_has_the_readers_name_and_begins_no_field() -> None:
    subject = "For {subscriber.name|you}, {web_url}"
    own = "For Ann Bcc: x@e.org, https://web-url-is-not-set.invalid/"
    message = parsed(bytes_of(subject=subject, to_name="Ann\r\nBcc: x@e.org"))
    assert message["Subject"] == own
    assert "Bcc" not in message
    assert parsed(bytes_of(subject="For {subscriber.name|you}"))["Subject"] == "For you"


def test_leaving_by_mail_is_no_single_click() -> None:
    message = parsed(bytes_of(replace(LETTER, unsubscribe_url="mailto:leave@example.org")))
    assert message["List-Unsubscribe"] == "<mailto:leave@example.org>"
    assert "List-Unsubscribe-Post" not in message


@pytest.mark.parametrize(
    "url", ["http://example.org/u?to={email}", "https://example.org/unsubscribe"]
)
def test_one_click_is_promised_only_where_it_is_safe_and_tells_who_leaves(url: str) -> None:
    message = parsed(bytes_of(replace(LETTER, unsubscribe_url=url)))
    assert message["List-Unsubscribe"].startswith(f"<{url.partition('?')[0]}")
    assert "List-Unsubscribe-Post" not in message


def test_readers_of_a_letter_without_a_page_for_it_leave_by_mail() -> None:
    message = parsed(bytes_of(replace(LETTER, unsubscribe_url=None)))
    assert message["List-Unsubscribe"] == "<mailto:digest@example.org?subject=unsubscribe>"
    assert "List-Unsubscribe-Post" not in message


def test_a_test_says_so() -> None:
    assert parsed(bytes_of(test=True))["Subject"] == "[Test] What survives a crash"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_any_subject_comes_back(subject: str) -> None:
    assert parsed(bytes_of(subject=subject))["Subject"] == " ".join(subject.split())


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=100))
def test_any_name_comes_back(name: str) -> None:
    # Read with the older parser: the newer one puts a space between two encoded words of a name.
    field = email.message_from_bytes(bytes_of(to_name=name))["To"]
    display, address = parseaddr(field)
    assert str(make_header(decode_header(display))) == " ".join(name.split())
    assert address == "ann+a&b@example.net"


@pytest.mark.parametrize(
    "evil", ["a\r\nBcc: x@example.org", "a\nBcc: x@example.org", "a\u2028Bcc: x"]
)
def test_no_value_begins_a_field(evil: str) -> None:
    fields = parsed(bytes_of(subject=evil, to_name=evil)).keys()
    assert "Bcc" not in fields
    assert len(fields) == 12


@pytest.mark.parametrize(
    "address",
    [
        "a@example.org\r\nBcc: x@e.org",
        "a@example.org\x00",
        "no address",
        "a@b@c",
        "ü@example.org",
        "a b@e.org",
        "",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(DeliveryError, match="no address that mail can be sent to"):
        bytes_of(to=address)


def test_a_control_character_in_a_subject_is_refused() -> None:
    with pytest.raises(DeliveryError, match="control character"):
        bytes_of(subject="a\x00b")


def test_a_message_id_that_would_break_its_field_is_refused() -> None:
    with pytest.raises(DeliveryError, match="Message-ID"):
        to_message(RENDERED, newsletter=LETTER, to="a@e.org", date=WHEN, message_id="<a>\r\nX: y")


def test_a_domain_of_other_letters_is_written_in_ascii() -> None:
    assert parsed(bytes_of(to="Jörg <a@bücher.example>"))["To"] == "Jörg <a@xn--bcher-kva.example>"


def test_the_same_arguments_give_the_same_bytes() -> None:
    assert bytes_of() == bytes_of()
    assert bytes_of() != bytes_of(to="other@example.net")


def test_a_message_id_is_stable_and_names_nobody() -> None:
    one = issue_message_id("2026-W09", LETTER, "Ann@example.net")
    assert one == issue_message_id("2026-W09", LETTER, "ann@example.net ")
    assert one != issue_message_id("2026-W10", LETTER, "ann@example.net")
    assert one.endswith("@example.org>")
    assert "ann" not in one


HOSTILE = (
    ".", "..", ".\n.\n", "From here\nFrom there", "From " + "x" * 200, "." * 300,
    "." + "é" * 100, "From " + "字" * 60, "a\rb\r\nc\n\rd", "trailing space \nand tab\t\n",
    "=3D=\n=", "--=_boundary--", "\n\n", "x" * 76, "x" * 75 + "=", "x" * 76 + ".\n", "\u2028a\x85",
)  # fmt: skip


def body_of(text: str) -> bytes:
    told = replace(RENDERED, text=text, html=text)
    return to_message(told, newsletter=LETTER, to="a@e.org", date=WHEN, message_id="<i@e.org>")


def check_body(text: str) -> None:
    data = body_of(text)
    lines = data.split(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r") == data.count(b"\r\n")
    assert max(map(len, lines)) <= 78
    assert not [line for line in lines[1:] if line.startswith((b".", b"From "))]
    for part in parsed(data).iter_parts():
        told = part.get_payload(decode=True).decode().replace("\r\n", "\n")
        assert told == re.sub("\r\n?", "\n", text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_lines_arrive_as_they_were(text: str) -> None:
    check_body(text)


@given(st.text(".F rom=é字x\n\r\t", max_size=400))
def test_any_body_arrives_as_it_was(text: str) -> None:
    check_body(text)
