"""Who is asked: the daemon that is named, and nobody else; without one the program, if any."""

import pytest

from digest.core.spam import NoScore, SpamScore
from digest.spam.score import at_hand, score

MESSAGE = b"Subject: x\n\ny\n"


@pytest.fixture
def on_path(program):
    return program("echo; echo digest-score 1.0")


def test_a_daemon_is_asked_rather_than_the_program(on_path, spamd):
    with spamd([b"SPAMD/1.5 0 EX_OK\r\nSpam: True ; 7.0 / 5.0\r\n\r\n"]) as (address, _):
        assert score(MESSAGE, address) == SpamScore(7.0)


def test_a_daemon_that_is_named_and_silent_is_told(on_path):
    assert isinstance(score(MESSAGE, "127.0.0.1:1"), NoScore)
    assert isinstance(at_hand("127.0.0.1:1"), NoScore)


def test_the_program_is_asked_without_a_daemon(on_path):
    assert score(MESSAGE) == SpamScore(1.0)
    assert at_hand() == on_path


def test_where_there_is_nobody_nothing_is_said():
    assert score(MESSAGE) is None
    assert at_hand() is None


def test_a_daemon_at_hand_is_named(spamd):
    with spamd([b"SPAMD/1.5 0 PONG\r\n"]) as (address, _):
        assert at_hand(address) == f"spamd at {address}"
