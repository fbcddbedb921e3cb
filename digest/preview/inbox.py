"""How the list of an inbox cuts sender, subject and preheader.

Rooms in columns, as seen in 2026 at each client's usual width. They are approximations: every
client goes by the width of its window and of its letters.
"""

from typing import NamedTuple
from unicodedata import east_asian_width


class Client(NamedTuple):
    """A client, and its room for each; in one `line`, the preheader gets the rest."""

    name: str
    sender: int
    subject: int
    preheader: int
    line: bool = False


CLIENTS = (
    Client("Gmail on a desktop", 20, 105, 105, line=True),
    Client("Gmail on a phone", 26, 38, 40),
    Client("Apple Mail on a phone", 28, 41, 82),
    Client("Outlook on a desktop", 32, 52, 56),
)
JOINT = 3  # columns between subject and preheader in one line


def rows(sender: str, subject: str, preheader: str) -> list[dict[str, str]]:
    """What each client shows of an issue."""
    return [_row(client, sender, subject, preheader) for client in CLIENTS]


def _row(client: Client, sender: str, subject: str, preheader: str) -> dict[str, str]:
    title = cut(subject, client.subject)
    left = client.preheader - (_columns(title) + JOINT if client.line else 0)
    return {
        "client": client.name,
        "from": cut(sender, client.sender),
        "subject": title,
        "preheader": cut(preheader, left),
    }


def cut(text: str, room: int) -> str:
    """`text`, or as much of it as leaves room for an ellipsis."""
    if _columns(text) <= room:
        return text
    while text and _columns(text) >= room:
        text = text[:-1]
    return f"{text.rstrip()}…" if text else ""


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(each) in "WF" else 1 for each in text)
