"""Asks spamd in its own protocol.

Source: spamassassin.apache.org, file spamd/PROTOCOL. The client shuts down its side of the
connection once it has written, and the server once it has answered.
"""

import re
import socket
import time
from contextlib import closing

from digest.core.spam import NoScore, SpamScore
from digest.spam.report import hits

CONNECT_S = 3.0
ANSWER_S = 30.0  # all in all; a long message takes spamd some seconds
MOST_BYTES = 1_048_576  # of the answer
VERSION = "SPAMC/1.5"
STATUS = re.compile(r"SPAMD/[\d.]+ (\d+) (.*)")
SPAM = re.compile(r"^Spam:\s*\w+\s*;\s*(-?\d+(?:\.\d+)?)\s*/\s*-?\d", re.MULTILINE | re.IGNORECASE)


def score(message: bytes, address: str) -> SpamScore | NoScore:
    """The points and the rules, or why there are none."""
    asked = f"REPORT {VERSION}\r\nContent-length: {len(message)}\r\n\r\n".encode() + message
    answer = _ask(asked, address)
    if isinstance(answer, NoScore):
        return answer
    head, _, report = answer.replace("\r\n", "\n").partition("\n\n")
    points = SPAM.search(head)
    if not points:
        return NoScore(f"spamd at {address} tells no score: {head[:100]!r}")
    return SpamScore(float(points[1]) + 0.0, hits(report))


def ping(address: str) -> NoScore | None:
    """Why a daemon does not answer, or None if it does."""
    answer = _ask(f"PING {VERSION}\r\n\r\n".encode(), address)
    return answer if isinstance(answer, NoScore) else None


def _ask(request: bytes, address: str) -> str | NoScore:
    """The answer to a request, if it is a good one."""
    try:
        with closing(_connected(address)) as connection:
            answer = _talk(connection, request)
    except (OSError, OverflowError, ValueError) as error:
        return NoScore(f"spamd at {address} does not answer: {error}")
    status = STATUS.match(answer)
    if not status:
        return NoScore(f"{address} is no spamd: it says {answer[:60]!r}")
    if status[1] != "0":
        return NoScore(f"spamd at {address} refuses: {status[2].strip()}")
    return answer


def _connected(address: str) -> socket.socket:
    if not address.startswith("/"):
        host, _, port = address.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), CONNECT_S)
    local = socket.socket(socket.AF_UNIX)
    try:
        local.settimeout(CONNECT_S)
        local.connect(address)
    except OSError:
        local.close()
        raise
    return local


def _talk(connection: socket.socket, request: bytes) -> str:
    """What comes back until the other side is done.

    Raises:
        OSError: it takes too long.
        ValueError: it does not end.
    """
    until = time.monotonic() + ANSWER_S
    connection.settimeout(ANSWER_S)
    connection.sendall(request)
    connection.shutdown(socket.SHUT_WR)
    answer = bytearray()
    while len(answer) <= MOST_BYTES:
        connection.settimeout(max(until - time.monotonic(), 0.001))
        if not (some := connection.recv(65_536)):
            return answer.decode("utf-8", "replace")
        answer += some
    raise ValueError("its answer does not end")
