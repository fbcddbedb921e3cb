"""A real sender process, killed in the middle of its work again and again, and run until done."""

import json
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from digest.delivery.ledger import open_ledger

PEOPLE = [f"reader{number:03}@example.org" for number in range(200)]
# Where the sender is killed: when the server has read a command, or just after it has answered.
MOMENTS = ["GREETING", "MAIL", "RCPT", "DATA", "354", "DOT", "ANSWERED"] * 2

ISSUE = "2026-03"
POST = """\
What a queue forgets

A summary of the post, which says what it is about.

March 4, 2026 · 3 min · Ann

A second thought on retries

Another summary, which says something else.

March 2, 2026 · 5 min · Ann
"""
CONFIG = """\
[newsletter]
title = "A Letter"
from = "A Letter <letter@example.org>"
unsubscribe_url = "https://example.org/leave"
[[sources]]
name = "blog"
kind = "capture"
path = "blog.txt"
[audience]
file = "readers.csv"
[delivery]
provider = "smtp"
host = "127.0.0.1"
port = {port}
security = "none"
"""


def digest(folder: Path, *argv: str) -> list[str]:
    return [sys.executable, "-m", "digest", "-C", str(folder), "-q", *argv]


def sender(folder: Path) -> list[str]:
    return digest(folder, "send", "--yes", "--json")


class Server:
    """Takes every message; `inbox` has a recipient as soon as their message is whole.

    `reached` is called at each of the moments above, before the answer that is due there.
    """

    def __init__(self) -> None:
        self.inbox: list[str] = []
        self.reached: Callable[[str], None] = lambda _moment: None
        self._delay = random.Random(1)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def stop(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection, connection.makefile("rwb") as stream:
                try:
                    self._converse(stream)
                except OSError:  # the sender was killed
                    continue

    def _converse(self, stream: Any) -> None:
        to = ""
        self._say(stream, "GREETING", "220 ready")
        while line := stream.readline():
            verb = line[:4].decode().upper()
            to = line.partition(b"<")[2].partition(b">")[0].decode() if verb == "RCPT" else to
            self._say(stream, verb, "354 go on" if verb == "DATA" else "250 fine")
            if verb == "DATA":
                self.reached("354")
                if not self._whole(stream):
                    return
                self.inbox.append(to)
                time.sleep(self._delay.choice([0, 0.0005, 0.002]))
                self._say(stream, "DOT", "250 queued")
                self.reached("ANSWERED")

    def _whole(self, stream: Any) -> bool:
        while line := stream.readline():
            if line == b".\r\n":
                return True
        return False

    def _say(self, stream: Any, moment: str, answer: str) -> None:
        self.reached(moment)
        stream.write(answer.encode() + b"\r\n")
        stream.flush()


@pytest.fixture
def server() -> Iterator[Server]:
    opened = Server()
    yield opened
    opened.stop()


@pytest.fixture
def folder(tmp_path: Path, server: Server) -> Path:
    """A newsletter of 200 readers whose issue is approved."""
    (tmp_path / "readers.csv").write_text("\n".join(["email", *PEOPLE]), "utf-8")
    (tmp_path / "blog.txt").write_text(POST, "utf-8")
    (tmp_path / "digest.toml").write_text(CONFIG.format(port=server.port), "utf-8")
    for argv in (("build", "--month", ISSUE), ("issues", "approve", ISSUE)):
        subprocess.run(digest(tmp_path, *argv), check=True, stdout=subprocess.DEVNULL)
    return tmp_path


def run(command: list[str], code: int = 0) -> dict[str, Any]:
    """What `digest send --json` says of a run that ends with `code`."""
    ran = subprocess.run(command, check=False, timeout=60, capture_output=True)
    assert ran.returncode == code, ran.stderr.decode()
    report: dict[str, Any] = json.loads(ran.stdout)
    return report


def sent_json(folder: Path) -> dict[str, Any]:
    sent: dict[str, Any] = json.loads((folder / f"issues/{ISSUE}/sent.json").read_text("utf-8"))
    return sent


def killed(command: list[str], server: Server, moment: str, chance: random.Random) -> int:
    """Run the sender, kill it at a moment of some message, and return its exit code."""
    passed, target = Counter[str](), 1 if moment == "GREETING" else chance.randint(2, 12)
    delay = chance.choice([0, 0.0005, 0.002]) if moment in ("354", "ANSWERED") else 0
    started = threading.Event()

    def reached(now: str) -> None:
        passed[now] += 1
        if now == moment and passed[now] == target:
            started.wait()
            time.sleep(delay)
            process.kill()
            process.wait()

    server.reached = reached
    process = subprocess.Popen(command)
    started.set()
    return process.wait(timeout=60)


def test_killed_sender_mails_nobody_twice_and_forgets_nobody(server: Server, folder: Path) -> None:
    command, chance = sender(folder), random.Random(20261120)
    moments = chance.sample(MOMENTS, len(MOMENTS))
    codes = [killed(command, server, moment, chance) for moment in moments]
    server.reached = lambda _moment: None
    assert not sent_json(folder)["complete"], "its posts must not be free for another issue"
    report = run(command, code=6)

    assert codes == [-signal.SIGKILL] * len(MOMENTS)
    inbox, unknown = set(server.inbox), set(report["unknown"])
    assert len(server.inbox) == len(inbox), "somebody got two"
    assert inbox | unknown == set(PEOPLE), "somebody was forgotten"
    assert len(unknown) <= len(MOMENTS)
    assert unknown & inbox, "no kill fell between a message and the note of it"
    assert unknown - inbox, "no kill fell before a message had left"
    ledger = open_ledger(folder / "digest.db")
    accepted = {address for address, _ in ledger.answers(ISSUE, "accepted")}
    ledger.close()
    assert accepted == set(PEOPLE) - unknown
    assert report["already"] + report["sent"] == len(accepted)
    assert (report["rejected"], report["waiting"]) == ([], 0)
    assert sent_json(folder)["counts"]["unknown"] == len(unknown)

    mails = len(server.inbox)
    again = run([*command, ISSUE], code=6)
    assert (again["sent"], again["unknown"]) == (0, report["unknown"])
    assert len(server.inbox) == mails


def test_second_sender_is_refused_while_the_first_is_at_work(server: Server, folder: Path) -> None:
    command = sender(folder)
    codes: list[int] = []

    def reached(moment: str) -> None:
        if moment == "DOT" and not codes:
            codes.append(subprocess.run(command, check=False, timeout=60).returncode)

    server.reached = reached
    assert run(command)["sent"] == len(PEOPLE)
    assert codes == [7]
    assert sorted(server.inbox) == PEOPLE
