"""A mail server that misbehaves by script."""

import socket
import threading
from collections import defaultdict
from collections.abc import Iterator

import pytest

SILENT = "silent"
DROP = "drop"
USUAL = {
    "GREETING": "220 scripted",
    "EHLO": "250-scripted\r\n250-SIZE 1000000\r\n250 8BITMIME",
    "DATA": "354 go on",
}


class Scripted:
    """Answers each verb by the next entry of its script, then as usual.

    `drop` closes the connection instead of answering, `silent` keeps the client waiting, and any
    answer with 421 closes after it. Verbs are GREETING and DOT, too. `log` holds what was said,
    `bodies` each message whose final dot came, as it travelled.
    """

    def __init__(self) -> None:
        self.script: dict[str, list[str]] = defaultdict(list)
        self.log: list[str] = []
        self.bodies: list[bytes] = []
        self.sessions = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def stop(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._listener.close()

    def said(self, verb: str) -> int:
        return sum(line.upper().startswith(verb) for line in self.log)

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.sessions += 1
            with connection, connection.makefile("rb") as lines:
                try:
                    self._converse(connection, lines)
                except OSError:
                    continue

    def _converse(self, connection: socket.socket, lines: Iterator[bytes]) -> None:
        going = self._answer(connection, "GREETING")
        while going and (line := next(lines, b"")):
            self.log.append(line.decode().strip())
            verb = line.split()[0].decode().upper()
            going = self._answer(connection, verb) and verb != "QUIT"
            if going and verb == "DATA" and self._last.startswith("354"):
                body = b"".join(iter(lambda: next(lines, b".\r\n"), b".\r\n"))
                self.bodies.append(body)
                going = self._answer(connection, "DOT")

    def _answer(self, connection: socket.socket, verb: str) -> bool:
        script = self.script[verb]
        self._last = script.pop(0) if script else USUAL.get(verb, "250 fine")
        if self._last == DROP:
            return False
        if self._last != SILENT:
            connection.sendall(self._last.encode() + b"\r\n")
        return not self._last.startswith("421")


@pytest.fixture
def scripted() -> Iterator[Scripted]:
    server = Scripted()
    yield server
    server.stop()
