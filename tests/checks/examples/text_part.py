"""DG203 text-part."""

from dataclasses import replace

from digest.core.mail import eml
from tests.checks.making import Changed, Example, Foreign, in_message, message

RULE = "DG203"
HTML = "\n--b\nContent-Type: text/html\n\n<p>A letter of some words"
TEXT = "\n--b\nContent-Type: text/plain\n\nA letter of some words"
HEAD = 'Content-Type: multipart/alternative; boundary="b"\n'


def read(source):
    """A message that is nothing but this."""
    return lambda: eml.read(source.encode())


EXAMPLES = (
    Example(
        read(f"{HEAD}{HTML}{TEXT}\n--b--\n"),
        read(f"{HEAD}{TEXT}{HTML}\n--b--\n"),
        "warning",
        "behind the HTML",
    ),
    Example(
        read(f"{HEAD}{HTML}{TEXT}\n--b--\n"),
        read(f"{HEAD.replace('alternative', 'mixed')}{HTML}{TEXT}\n--b--\n"),
        "warning",
        "behind the HTML",
    ),
    Example(
        read(f"Content-Type: multipart/alternative\n{TEXT}\n--b--\n"),
        read("Subject: a\n\nWords."),
        "error",
        "nothing in the message",
    ),
    Example(
        read("Subject: a\n\n \n"),
        read("Content-Type: message/rfc822\n\nSubject: a\n\nWords.\n"),
        "error",
        "nothing in the message",
    ),
    Example(
        read("Content-Type: image/png\n\nabc"),
        read("Content-Type: application/pkcs7-mime\n\nabc"),
        "error",
        "nothing in the message",
    ),
    in_message(("text/plain", "text/calendar"), "error", "no plain-text part"),
    Example(
        lambda: message("<p>word</p>" * 100, text="word " * 5),
        lambda: message("<p>word</p>" * 100, text="word " * 60),
        "warning",
        "5 words",
    ),
)
SEEDS = (
    Foreign("letter.eml", "text/plain", "text/x-plain"),
    Changed(
        lambda mail: replace(mail, text="Words. https://example.org/unsubscribe"), also=("DG209",)
    ),
)
