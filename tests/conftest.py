"""What every test may use; the network is off, but for loopback."""

import ipaddress
import json
import logging
import socket
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from digest.cli.main import run

settings.register_profile("patient", deadline=None)  # on top of what is usual here, or in CI
settings.load_profile("patient")

BLOCKS = """\
What a queue forgets

A summary of the first post, which says what it is about.

March 4, 2026 · 3 min · Ann

Second thoughts on retries

A summary of the second post, which says something else.

February 27, 2026 · 5 min · Ann
"""


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def guarded(real: Callable[..., Any]) -> Callable[..., Any]:
        def connect(sock: socket.socket, address: Any) -> Any:
            if sock.family in (socket.AF_INET, socket.AF_INET6):
                assert ipaddress.ip_address(address[0]).is_loopback, f"network: {address}"
            return real(sock, address)

        return connect

    monkeypatch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
    monkeypatch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Compiled templates are kept for all tests of a run, and not in the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(autouse=True)
def _no_spamassassin(monkeypatch: pytest.MonkeyPatch) -> None:
    """That of this machine would judge the mails of the tests, and take its time."""
    monkeypatch.setattr("digest.spam.program.NAME", "no-such-program")


@pytest.fixture(autouse=True)
def _own_log() -> None:
    """The log as Python has it at first: a command run before has set it up for its own process."""
    logger = logging.getLogger("digest")
    logger.handlers.clear()
    logger.setLevel(logging.NOTSET)
    logger.propagate = True


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Newsletter:
    """A newsletter project in a folder of its own, and the command line run in it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys
        self.tables = ['[newsletter]\ntitle = "A Letter"\nfrom = "A Letter <a@example.org>"\n']

    def table(self, text: str) -> "Newsletter":
        """Add a table to digest.toml."""
        self.tables.append(text.strip() + "\n")
        return self.write("digest.toml", "\n".join(self.tables))

    def write(self, name: str, text: str) -> "Newsletter":
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        return self

    def capture(self, name: str, text: str, **keys: object) -> "Newsletter":
        """Add a text capture as a source."""
        self.write(f"{name}.txt", text)
        lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in keys.items())
        return self.table(
            f'[[sources]]\nname = "{name}"\nkind = "capture"\npath = "{name}.txt"\n{lines}'
        )

    def run(self, *argv: str) -> Ran:
        """`digest ARGV` in this project."""
        self.capsys.readouterr()
        code = run(["-C", str(self.folder), *argv])
        out, err = self.capsys.readouterr()
        return Ran(code, out, err)


@pytest.fixture
def newsletter(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Newsletter:
    return Newsletter(tmp_path, capsys)


@pytest.fixture
def blog(newsletter: Newsletter) -> Newsletter:
    """A newsletter with a source of two posts."""
    return newsletter.capture("blog", BLOCKS, base_url="https://blog.example.org/")


@pytest.fixture
def built(blog: Newsletter) -> Newsletter:
    """The same, with the issue 2026-03 built."""
    blog.run("build", "--month", "2026-03")
    return blog


@pytest.fixture
def run_cli(capsys: pytest.CaptureFixture[str]) -> Callable[[Sequence[str]], Ran]:
    def call(argv: Sequence[str]) -> Ran:
        capsys.readouterr()
        code = run(list(argv))
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return call
