"""A real server on loopback with one made-up issue, and a client that may lie."""

import http.client
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import uvicorn

from digest.core.errors import UsageError
from digest.core.model import Rendered
from digest.preview import server, site
from digest.preview.letter import Letter

HTML = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<style>@media (prefers-color-scheme: dark) { body { background: #111 } }</style></head>
<body><script>document.title = "ran"</script><p>Hello</p></body></html>"""


RENDERED = Rendered(
    HTML,
    "Hello\n<b>plain</b>\n",
    "<mjml/>",
    'Five & "six" <posts>',
    "What <b>is</b> inside",
)
LETTER = Letter(
    "2026-02",
    "February",
    "draft",
    "A <a@example.org>",
    RENDERED,
    RENDERED,
    b"Subject: x\r\n\r\nbody",
)


@dataclass
class Shelf:
    """What the site reads its one issue from; a test may exchange it while the site runs."""

    letter: Letter = LETTER
    broken: Exception | None = None

    def look_up(self, issue_id: str) -> Letter:
        if self.broken:
            raise self.broken
        if issue_id != self.letter.id:
            raise UsageError(f"no issue {issue_id}", "<type> digest build")
        return self.letter


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: str


@dataclass(frozen=True)
class Client:
    """Sends exactly the headers it is told; `Host` is right unless a test says otherwise."""

    port: int

    def __call__(self, path: str, *hosts: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection(server.HOST, self.port, timeout=10)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for host in hosts or (f"127.0.0.1:{self.port}",):
            connection.putheader("Host", host.replace("PORT", str(self.port)))
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read().decode()
        connection.close()
        return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, body)


@pytest.fixture(scope="session")
def _served() -> Iterator[tuple[Shelf, Client]]:
    shelf = Shelf()
    with server.listen(0) as listening:
        port = listening.getsockname()[1]
        made = server.make(site.make("2026-02", shelf.look_up, port))
        thread = threading.Thread(target=made.run, kwargs={"sockets": [listening]})
        thread.start()
        _wait_for(made)
        yield shelf, Client(port)
        made.should_exit = True
        thread.join(10)


@pytest.fixture
def shelf(_served: tuple[Shelf, Client]) -> Shelf:
    """As it was: what another test put there is gone."""
    _served[0].letter, _served[0].broken = LETTER, None
    return _served[0]


@pytest.fixture
def ask(_served: tuple[Shelf, Client], shelf: Shelf) -> Client:
    return _served[1]


def _wait_for(made: uvicorn.Server) -> None:
    until = time.monotonic() + 10
    while not made.started and time.monotonic() < until:
        time.sleep(0.01)
    assert made.started
