import socket
from collections.abc import Iterator
from typing import Any

import pytest

from digest.core.errors import CredentialsError, DeliveryError
from digest.core.message import Accepted, Message, Rejected, Retry, Unknown
from digest.delivery.transports.smtp import Adapter, wire


def message(to: str = "ann@example.net", sender: str = "digest@example.org") -> Message:
    return Message(sender, to, "<1@example.org>", b"Subject: Hello\r\n\r\nText\r\n")


@pytest.fixture
def adapter(scripted: Any) -> Iterator[Adapter]:
    opened = Adapter("127.0.0.1", scripted.port, "none", reply_timeout_s=5, final_timeout_s=1)
    yield opened
    opened.close()


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA", "DOT"])
def test_temporary_refusal_anywhere_is_a_retry(scripted: Any, adapter: Adapter, verb: str) -> None:
    scripted.script[verb] = ["451 4.7.1 try later"]
    assert adapter.send(message()) == Retry("451 4.7.1 try later")
    assert isinstance(adapter.send(message()), Accepted)
    assert scripted.sessions == 1


@pytest.mark.parametrize("verb", ["RCPT", "DATA", "DOT"])
def test_refusal_of_one_recipient_or_message_is_final_and_spares_the_next(
    scripted: Any, adapter: Adapter, verb: str
) -> None:
    scripted.script[verb] = ["550 5.1.1 no such user"]
    assert adapter.send(message()) == Rejected("550 5.1.1 no such user")
    assert isinstance(adapter.send(message("bob@example.net")), Accepted)
    assert scripted.sessions == 1


def test_refused_recipient_stays_refused_when_the_server_then_hangs_up(
    scripted: Any, adapter: Adapter
) -> None:
    scripted.script |= {"RCPT": ["550 5.1.1 no such user"], "RSET": ["drop"]}
    assert adapter.send(message()) == Rejected("550 5.1.1 no such user")
    assert isinstance(adapter.send(message()), Accepted)


@pytest.mark.parametrize("verb", ["RCPT", "DATA"])
@pytest.mark.parametrize("answer", ["421 4.3.2 shutting down", "drop", "gibberish"])
def test_session_lost_before_the_dot_is_a_retry_and_the_next_message_reconnects(
    scripted: Any, adapter: Adapter, verb: str, answer: str
) -> None:
    scripted.script[verb] = [answer]
    assert isinstance(adapter.send(message()), Retry)
    assert isinstance(adapter.send(message()), Accepted)
    assert len(scripted.bodies) == 1
    assert scripted.sessions == 2


@pytest.mark.parametrize("answer", ["drop", "silent", "421 4.3.2 shutting down", "gibberish"])
def test_no_verdict_after_the_dot_is_unknown(scripted: Any, adapter: Adapter, answer: str) -> None:
    scripted.script["DOT"] = [answer]
    assert isinstance(adapter.send(message()), Unknown)
    assert len(scripted.bodies) == 1
    assert isinstance(adapter.send(message("bob@example.net")), Accepted)
    assert scripted.sessions == 2


@pytest.mark.parametrize("answer", ["drop", "421 4.4.2 idle for too long"])
def test_session_dropped_while_idle_is_opened_again(
    scripted: Any, adapter: Adapter, answer: str
) -> None:
    scripted.script["MAIL"] = ["250 fine", answer]
    assert isinstance(adapter.send(message()), Accepted)
    assert isinstance(adapter.send(message("bob@example.net")), Accepted)
    assert (scripted.sessions, len(scripted.bodies)) == (2, 2)


def test_new_session_that_is_dropped_at_once_is_not_tried_for_ever(
    scripted: Any, adapter: Adapter
) -> None:
    scripted.script["MAIL"] = ["250 fine", "drop", "drop"]
    adapter.send(message())
    assert isinstance(adapter.send(message()), Retry)
    assert scripted.sessions == 2


def test_go_ahead_for_anything_but_data_is_none(scripted: Any, adapter: Adapter) -> None:
    scripted.script["RCPT"] = ["354 go on"]
    assert isinstance(adapter.send(message()), Retry)
    assert scripted.said("DATA") == 0


def test_one_session_carries_all_messages_and_ends_with_quit(
    scripted: Any, adapter: Adapter
) -> None:
    for _ in range(3):
        adapter.send(message())
    adapter.close()
    assert (scripted.sessions, scripted.said("EHLO"), scripted.said("QUIT")) == (1, 1, 1)


def test_refused_sender_stops_everything(scripted: Any, adapter: Adapter) -> None:
    scripted.script["MAIL"] = ["553 5.7.1 not your address"]
    with pytest.raises(DeliveryError, match=r"553 5\.7\.1 not your address"):
        adapter.send(message())


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA"])
def test_demand_for_a_login_is_about_credentials(
    scripted: Any, adapter: Adapter, verb: str
) -> None:
    scripted.script[verb] = ["530 5.7.0 authentication required"]
    with pytest.raises(CredentialsError, match=r"530 5\.7\.0 authentication required"):
        adapter.send(message())


@pytest.mark.parametrize("answer", ["554 no service for you", "421 busy", "drop"])
def test_server_that_does_not_greet_is_out_of_reach(
    scripted: Any, adapter: Adapter, answer: str
) -> None:
    scripted.script["GREETING"] = [answer]
    with pytest.raises(DeliveryError, match=f"127.0.0.1:{scripted.port}"):
        adapter.send(message())


def test_port_without_a_server_is_out_of_reach() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(DeliveryError, match=rf"127\.0\.0\.1:{port}: .*refused"):
        Adapter("127.0.0.1", port, "none").send(message())


def test_server_without_starttls_gets_nothing_in_plain_text(scripted: Any) -> None:
    strict = Adapter("127.0.0.1", scripted.port, "starttls", "ann", "correct horse")
    with pytest.raises(CredentialsError, match="STARTTLS"):
        strict.send(message())
    strict.close()
    assert (scripted.said("AUTH"), scripted.said("MAIL")) == (0, 0)


def test_starttls_that_is_refused_for_now_gets_nothing_in_plain_text(scripted: Any) -> None:
    scripted.script |= {"EHLO": ["250-scripted\r\n250 STARTTLS"], "STARTTLS": ["454 not now"]}
    strict = Adapter("127.0.0.1", scripted.port, "starttls", "ann", "correct horse")
    with pytest.raises(DeliveryError, match="454 not now"):
        strict.send(message())
    assert (scripted.said("AUTH"), scripted.said("MAIL")) == (0, 0)


def test_password_is_never_sent_unencrypted_to_another_machine() -> None:
    careless = Adapter("mail.example.org", 25, "none", "ann", "correct horse")
    with pytest.raises(CredentialsError, match="without encryption") as refusal:
        careless.send(message())
    assert "starttls" in refusal.value.hint


def test_user_without_password_is_refused_before_connecting(scripted: Any) -> None:
    with pytest.raises(CredentialsError, match="no password for ann"):
        Adapter("127.0.0.1", scripted.port, "none", "ann").send(message())
    assert scripted.sessions == 0


@pytest.mark.parametrize("answer", ["535 5.7.8 bad login: {}", "454 4.7.0 not now: {}"])
def test_refused_login_never_repeats_the_password(scripted: Any, answer: str) -> None:
    login = "AGFubgBjb3JyZWN0IGhvcnNl"  # \0ann\0correct horse
    scripted.script |= {
        "EHLO": ["250-scripted\r\n250 AUTH PLAIN"],
        "AUTH": [answer.format(f"{login} correct horse")],
    }
    adapter = Adapter("127.0.0.1", scripted.port, "none", "ann", "correct horse")
    with pytest.raises(CredentialsError if answer[0] == "5" else DeliveryError) as refusal:
        adapter.send(message())
    assert answer[:9] in refusal.value.message
    assert login not in refusal.value.message
    assert "correct horse" not in refusal.value.message


@pytest.mark.parametrize(("features", "password"), [("SIZE", "horse"), ("AUTH PLAIN", "Pferd-ü")])
def test_login_that_cannot_be_said_is_about_credentials(
    scripted: Any, features: str, password: str
) -> None:
    scripted.script["EHLO"] = [f"250-scripted\r\n250 {features}"]
    with pytest.raises(CredentialsError):
        Adapter("127.0.0.1", scripted.port, "none", "ann", password).send(message())


def test_address_that_needs_smtputf8_is_rejected_where_it_is_not_offered(
    scripted: Any, adapter: Adapter
) -> None:
    assert isinstance(adapter.send(message("jörg@example.net")), Rejected)
    assert isinstance(adapter.send(message("jorg@bücher.example")), Accepted)
    assert "rcpt TO:<jorg@xn--bcher-kva.example>" in scripted.log
    assert scripted.said("RCPT") == 1


@pytest.mark.parametrize("to", ["ann", "ann@example.net\r\nDATA", "a@b@example.net", ""])
def test_what_is_no_address_never_reaches_the_server(
    scripted: Any, adapter: Adapter, to: str
) -> None:
    assert isinstance(adapter.send(message(to)), Rejected)
    assert scripted.sessions == 0


@pytest.mark.parametrize("sender", ["digest", "Digest <digest@example.org>", "jörg@example.org"])
def test_what_cannot_be_a_sender_stops_everything(adapter: Adapter, sender: str) -> None:
    with pytest.raises(DeliveryError, match="cannot be a sender"):
        adapter.send(message(sender=sender))


def test_no_line_of_a_message_can_end_it() -> None:
    assert wire(b"a\n.\nb\r.\r\n.") == b"a\r\n..\r\nb\r\n..\r\n..\r\n"
