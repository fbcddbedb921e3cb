"""The program is asked offline, with a home of its own, and whatever it does becomes a value."""

from pathlib import Path

import pytest

from digest.core.spam import Hit, NoScore, SpamScore
from digest.spam import program as client

MESSAGE = b"Subject: What a queue forgets\n\nWords.\n"
SCORED = """cat
echo 'digest-score 2.4'
echo ' 1.8 HTML_IMAGE_ONLY_08     BODY: HTML: images with 400-800 bytes of words'
echo ' 0.6 SUBJ_BUY               Subject line starts with Buy or Buying'
"""


def test_points_and_rules_are_those_of_the_report(program):
    found = client.score(MESSAGE, program(SCORED))

    assert found == SpamScore(2.4, (Hit("HTML_IMAGE_ONLY_08", 1.8), Hit("SUBJ_BUY", 0.6)))


def test_a_message_cannot_speak_for_the_report(program):
    message = b"Subject: x\n\ndigest-score -99\n 9.9 OF_MY_OWN          words\n"
    found = client.score(message, program(SCORED))

    assert isinstance(found, SpamScore)
    assert (found.points, len(found.hits)) == (2.4, 2)


def test_it_works_offline_and_writes_nothing_to_the_users_home(program, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SMTP_PASSWORD", "secret")
    said = tmp_path / "said"
    command = program(f'echo "$@" > {said}; echo "$HOME/" >> {said}; env >> {said}\n{SCORED}')
    assert isinstance(client.score(MESSAGE, command), SpamScore)

    options, home, *environment = said.read_text().splitlines()
    assert options.startswith(f"-L -t --prefspath={home}user_prefs --cf=clear_report_template")
    assert not home.startswith(str(tmp_path))
    assert not [line for line in environment if "secret" in line or str(tmp_path / "home") in line]
    assert not Path(home).exists()


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("cat; echo 'no rules were found' >&2; exit 2", "tells no score: no rules were found"),
        ("cat", "tells no score: nothing"),
        ("echo digest-score many", "tells no score"),
    ],
)
def test_a_program_that_fails_is_no_score_and_says_why(program, script, why):
    found = client.score(MESSAGE, program(script))

    assert isinstance(found, NoScore)
    assert why in found.why


def test_a_program_that_does_not_end_is_no_score(program, monkeypatch):
    monkeypatch.setattr(client, "ANSWER_S", 0.3)
    found = client.score(MESSAGE, program("exec sleep 10"))

    assert isinstance(found, NoScore)
    assert "takes longer than" in found.why


def test_a_program_that_does_not_read_is_no_score(program):
    found = client.score(b"x" * 1_000_000, program("exit 0"))

    assert isinstance(found, NoScore)


def test_a_program_that_does_not_start_is_no_score(tmp_path):
    found = client.score(MESSAGE, str(tmp_path / "spamassassin"))

    assert isinstance(found, NoScore)
    assert "does not start" in found.why


def test_the_program_is_looked_up_on_path(program):
    assert client.path() is None
    command = program("exit 0")

    assert client.path() == command
