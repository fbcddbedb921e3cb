"""spamd is asked in its own protocol, and whatever it answers becomes a value."""

import socket
import threading

import pytest

from digest.core.spam import Hit, NoScore, SpamScore
from digest.spam import spamd as client

MESSAGE = b"Subject: What a queue forgets\r\n\r\nWords.\r\n"
REPORT = b"""\
Content analysis details:   (6.2 points, 5.0 required)

 pts rule name              description
---- ---------------------- --------------------------------------------------
 1.8 HTML_IMAGE_ONLY_08     BODY: HTML: images with 400-800 bytes of words
-0.0 NO_RELAYS              Informational: message was not relayed via SMTP
 1.0 LIST_PARTIAL_SHORT_MSG Incomplete mailing list headers + short
                            message
"""
ANSWER = b"SPAMD/1.1 0 EX_OK\r\nContent-length: 9\r\nSpam: True ; 6.2 / 5.0\r\n\r\n" + REPORT


def test_points_and_rules_are_those_of_the_answer(spamd):
    with spamd([ANSWER]) as (address, asked):
        found = client.score(MESSAGE, address)

    hits = (Hit("HTML_IMAGE_ONLY_08", 1.8), Hit("NO_RELAYS", 0.0), Hit("LIST_PARTIAL_SHORT_MSG", 1))
    assert found == SpamScore(6.2, hits)
    head, _, body = b"".join(asked).partition(b"\r\n\r\n")
    assert head.split(b"\r\n") == [b"REPORT SPAMC/1.5", b"Content-length: %d" % len(MESSAGE)]
    assert body == MESSAGE


def test_an_answer_may_come_in_pieces_and_with_bare_newlines(spamd):
    pieces = [bytes([byte]) for byte in ANSWER.replace(b"\r\n", b"\n")]
    with spamd(pieces) as (address, _):
        found = client.score(MESSAGE, address)

    assert isinstance(found, SpamScore)
    assert found.points == 6.2


@pytest.mark.parametrize(
    ("line", "points"),
    [
        (b"Spam: False ; -1.5 / 5.0", -1.5),
        (b"spam: true;15/5", 15.0),
        (b"X-New: yes\r\nSpam: False ; -0.0 / 5.0", 0.0),
    ],
)
def test_the_score_may_be_written_in_other_ways(spamd, line, points):
    with spamd([b"SPAMD/1.5 0 EX_OK\r\n", line, b"\r\n\r\n"]) as (address, _):
        assert client.score(MESSAGE, address) == SpamScore(points)


def test_a_score_within_the_report_is_not_the_score(spamd):
    with spamd([b"SPAMD/1.5 0 EX_OK\r\n\r\nSpam: False ; 1.0 / 5.0\r\n"]) as (address, _):
        assert isinstance(client.score(MESSAGE, address), NoScore)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (b"", "is no spamd: it says ''"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "is no spamd: it says 'HTTP/1.1 400"),
        (b"\xff\xfe\x00", "is no spamd"),
        (b"SPAMD/1.0 76 Bad header line: x\r\n", "refuses: Bad header line: x"),
        (b"SPAMD/1.1 0 EX_OK\r\n\r\n", "tells no score"),
        (b"SPAMD/1.1 0 EX_OK\r\nSpam: True ; many / 5\r\n\r\n", "tells no score"),
        (b"SPAMD/1.1 0 EX_OK\r\n" + b"x" * 1_200_000, "does not answer: its answer does not end"),
    ],
)
def test_a_broken_answer_is_no_score_and_says_why(spamd, answer, why):
    with spamd([answer]) as (address, _):
        found = client.score(MESSAGE, address)

    assert isinstance(found, NoScore)
    assert why in found.why


def test_a_daemon_that_never_ends_is_given_up(spamd, monkeypatch):
    monkeypatch.setattr(client, "ANSWER_S", 0.2)
    with spamd([ANSWER], linger=threading.Event()) as (address, _):
        found = client.score(MESSAGE, address)

    assert isinstance(found, NoScore)
    assert "timed out" in found.why


def test_a_socket_has_a_path(spamd, tmp_path):
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(tmp_path / "s"))
    listener.listen()
    with spamd([ANSWER], listener) as (address, _):
        assert address == str(tmp_path / "s")
        assert isinstance(client.score(MESSAGE, address), SpamScore)


@pytest.mark.parametrize("address", ["127.0.0.1:1", "[::1]:1", "/nowhere/spamd.sock"])
def test_a_daemon_that_is_not_there_is_no_score(address):
    found = client.score(MESSAGE, address)

    assert isinstance(found, NoScore)
    assert found.why.startswith(f"spamd at {address} does not answer")


def test_a_ping_is_answered(spamd):
    with spamd([b"SPAMD/1.5 0 PONG\r\n"]) as (address, asked):
        assert client.ping(address) is None

    assert b"".join(asked) == b"PING SPAMC/1.5\r\n\r\n"
