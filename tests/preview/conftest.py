"""A real server on loopback with one made-up issue, and a client that may lie."""

import http.client
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
import uvicorn

from digest.core.errors import UsageError
from digest.core.model import Rendered
from digest.preview import server, site
from digest.preview.desk import Asked, Desk, Json
from digest.preview.door import open_door
from digest.preview.hub import Hub
from digest.preview.letter import Letter

HTML = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<style>@media (prefers-color-scheme: dark) { body { background: #111 } }</style></head>
<body><script>document.title = "ran"</script><p>Hello</p></body></html>"""


TOKEN = "the-token-of-this-run"
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
    (("Subject", "x"),),
    "build-1",
)


@dataclass
class Shelf:
    """What the site reads its one issue from; a test may exchange it while the site runs."""

    letter: Letter = LETTER
    broken: Exception | None = None

    asked: list[Asked] = field(default_factory=list)

    def look_up(self, issue_id: str) -> Letter:
        if self.broken:
            raise self.broken
        if issue_id != self.letter.id:
            raise UsageError(f"no issue {issue_id}", "<type> digest build")
        return self.letter

    def facts(self, issue_id: str) -> Json:
        letter = self.look_up(issue_id)
        return {
            "id": letter.id,
            "title": letter.title,
            "state": letter.state,
            "editable": True,
            "why_not": None,
            "number": 1,
            "window": {"start": "2026-02-01", "end": "2026-03-01", "timezone": "UTC"},
            "from": letter.sender,
            "subject": letter.shown.subject,
            "preheader": letter.shown.preheader,
            "inbox": [],
            "headers": [list(field) for field in letter.headers],
            "sizes": {
                "html": 1,
                "text": 1,
                "eml": 1,
                "clip": 3,
                "near": 2,
                "images": 0,
                "links": 0,
            },
            "posts": 1,
            "build": letter.build,
            "built_ms": None,
            "error": None,
            "older": None,
            "newer": None,
            "test_addresses": [],
            "summary": None,
        }

    def picture(self, issue_id: str, name: str) -> tuple[bytes, str]:
        if (issue_id, name) != (self.letter.id, "logo.png"):
            raise UsageError(f"no image {name}")
        return b"PNG", "image/png"

    def change(self, issue_id: str, asked: Asked) -> Json:
        if self.broken:
            raise self.broken
        self.asked.append(asked)
        return {"changed": issue_id, **asked.body}

    def act(self, body: Json) -> None:
        self.asked.append(Asked(body))

    def desk(self) -> Desk:
        return Desk(
            self.letter.id,
            knows=lambda issue: issue == self.letter.id,
            build=lambda _issue: self.letter.build,
            letter=self.look_up,
            frame=lambda issue: self.look_up(issue).shown.html,
            picture=self.picture,
            lists={"issues": lambda query: [dict(query)]},
            reads={"": self.facts, "posts": lambda issue: {"posts of": issue}},
            changes={"curation": self.change, "checks/online": lambda _issue, _asked: None},
            acts={"open": self.act},
        )


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: str


@dataclass(frozen=True)
class Client:
    """Sends exactly the headers it is told; `Host` is right unless a test says otherwise."""

    port: int

    def __call__(
        self,
        path: str,
        *hosts: str,
        method: str = "GET",
        body: bytes = b"",
        **headers: str,
    ) -> Answer:
        connection = http.client.HTTPConnection(server.HOST, self.port, timeout=10)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for host in hosts or (f"127.0.0.1:{self.port}",):
            connection.putheader("Host", host.replace("PORT", str(self.port)))
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value.replace("PORT", str(self.port)))
        if body and "Content_Length" not in headers:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body or None)
        answer = connection.getresponse()
        body = answer.read().decode()
        connection.close()
        return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, body)


@dataclass(frozen=True)
class Served:
    shelf: Shelf
    hub: Hub
    client: Client


@contextmanager
def serving(**options: Any) -> Iterator[Served]:
    """A preview of a made-up issue; `options` are those of its door."""
    shelf, hub = Shelf(), Hub()
    with server.listen(0) as listening:
        port = listening.getsockname()[1]
        door = open_door(port, TOKEN, **options)
        made = server.make(site.make(shelf.desk(), hub, door), hub.close)
        thread = threading.Thread(target=made.run, kwargs={"sockets": [listening]})
        thread.start()
        _wait_for(made)
        yield Served(shelf, hub, Client(port))
        made.should_exit = True
        thread.join(10)
        assert not thread.is_alive()


@pytest.fixture(scope="session")
def _served() -> Iterator[Served]:
    with serving() as served:
        yield served


@pytest.fixture
def shelf(_served: Served) -> Shelf:
    """As it was: what another test put there is gone."""
    _served.shelf.letter, _served.shelf.broken = LETTER, None
    _served.shelf.asked.clear()
    return _served.shelf


@pytest.fixture
def ask(_served: Served, shelf: Shelf) -> Client:
    return _served.client


@pytest.fixture
def hub(_served: Served) -> Hub:
    return _served.hub


@pytest.fixture
def change(ask: Client) -> Callable[..., Answer]:
    """A change as the page itself asks for it; a test may leave out or falsify a header."""

    def post(path: str = "/api/i/2026-02/curation", body: bytes = b"{}", **headers: str) -> Answer:
        honest = {
            "Origin": "http://127.0.0.1:PORT",
            "X_Digest_Token": TOKEN,
            "Content_Type": "application/json",
            "Sec_Fetch_Site": "same-origin",
        }
        said = {name: value for name, value in (honest | headers).items() if value}
        return ask(path, method="POST", body=body, **said)

    return post


def _wait_for(made: uvicorn.Server) -> None:
    until = time.monotonic() + 10
    while not made.started and time.monotonic() < until:
        time.sleep(0.01)
    assert made.started
