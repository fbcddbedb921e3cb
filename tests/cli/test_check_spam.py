"""`digest check` asks SpamAssassin where it is at hand; a build and a send do not."""

import pytest

from digest.spam import program as client

SPAM = """cat > /dev/null
echo; echo 'digest-score 5.6'
echo ' 4.4 DEAR_FRIEND            BODY: Dear Friend? That is not very dear!'
"""


@pytest.fixture
def at_hand(tmp_path, monkeypatch):
    """A program that takes every message for spam."""

    def install(script=SPAM):
        file = tmp_path / "bin/spamassassin"
        file.parent.mkdir()
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)
        monkeypatch.setattr(client, "NAME", str(file))

    return install


def rules(ran):
    return [(finding["rule"], finding["severity"]) for finding in ran.json["findings"]]


def test_spam_is_an_error_that_names_its_rules(built, at_hand):
    at_hand()
    ran = built.run("check")

    assert ran.code == 1
    assert "SpamAssassin gives 5.6 points: DEAR_FRIEND 4.4" in ran.out


def test_a_message_in_a_file_is_judged_and_bare_html_is_not(built, at_hand):
    at_hand()
    message, html = (built.folder / f"issues/2026-03/issue.{form}" for form in ("eml", "html"))

    assert ("DG610", "error") in rules(built.run("--json", "check", str(message)))
    assert "DG610" not in dict(rules(built.run("--json", "check", str(html))))


def test_a_build_does_not_ask(blog, at_hand, tmp_path):
    at_hand(f"touch {tmp_path}/asked")
    blog.run("build", "--month", "2026-03")

    assert not (tmp_path / "asked").exists()


def test_a_rule_that_is_off_asks_nobody(built, at_hand, tmp_path):
    at_hand(f"touch {tmp_path}/asked")
    built.table('[checks]\noff = ["DG610"]')

    assert "DG610" not in dict(rules(built.run("--json", "check")))
    assert not (tmp_path / "asked").exists()


def test_a_daemon_that_is_named_and_silent_is_information(built):
    built.table('[checks]\nspamd = "127.0.0.1:1"')
    ran = built.run("check")

    assert ran.code == 0
    assert "spamd at 127.0.0.1:1 does not answer" in ran.out


def test_without_spamassassin_nothing_is_said(built):
    assert "pamAssassin" not in built.run("check").out
