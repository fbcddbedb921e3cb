import sys
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from digest.app.worker import Asked
from digest.app.workers import Get, Workers
from digest.core.errors import SourceError
from digest.core.horizon import Horizon
from digest.core.model import Source
from digest.core.ports import Document
from digest.core.window import Window
from digest.fetch.limits import Limits
from digest.fetch.web import Web

UTC = ZoneInfo("UTC")
HORIZON = Horizon(Window(datetime(2026, 11, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC), UTC))
# A worker with one more kind of source, whose document is a program
POISON = """
import ctypes, os, sys, time, types
from dataclasses import dataclass
from digest.core.errors import SourceError
from digest.core.model import Post, Source
from digest.core.ports import Web

@dataclass(frozen=True)
class Adapter:
    source: Source
    web: Web
    def posts(self):
        found = []
        read = lambda url: self.web.get(url, allow_private=True).body.decode()
        exec(self.web.get(self.source.location).body, {**globals(), "found": found, "read": read})
        return (Post("s", title) for title in found)

module = types.ModuleType("digest.sources.poison")
module.Adapter = Adapter
sys.modules["digest.sources.poison"] = module
from digest.app.worker import main
main()
"""


@pytest.fixture
def workers() -> Iterator[Workers]:
    web = Web(limits=Limits(pause_s=0))
    workers = Workers(web, time_s=2.0, command=(sys.executable, "-P", "-c", POISON))
    yield workers
    workers.close()


def understand(workers: Workers, program: str) -> list[str]:
    source = Source("s", "poison", "https://example.org/feed")
    document = Document(program.encode(), source.location)
    return [post.title for post in workers.understand(source, document, HORIZON).posts]


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("while True: pass", "takes longer than 2 s"),
        ("time.sleep(60)", "takes longer than 2 s"),
        ("import re; re.match('(a+)+$', 'a' * 60 + 'b')", "takes longer than 2 s"),
        ("sys.exit()", "died"),
        ("os._exit(0)", "died"),
        ("ctypes.string_at(0)", "died"),
        ("os.kill(os.getpid(), 9)", "died"),
        ("b'x' * (1 << 34)", "MemoryError"),
        ("1 / 0", "ZeroDivisionError"),
        ("def deeper(): deeper()\ndeeper()", "RecursionError"),
        ("raise SourceError('not a feed', hint='look')", "not a feed"),
    ],
)
def test_poison_is_one_sources_failure_and_the_next_one_is_read(
    workers: Workers, program: str, words: str
) -> None:
    with pytest.raises(SourceError, match=words) as caught:
        understand(workers, program)
    assert caught.value.hint
    assert understand(workers, "found.append('good')") == ["good"]


def test_one_process_reads_source_after_source(workers: Workers) -> None:
    ids = {understand(workers, "found.append(str(os.getpid()))")[0] for _ in range(3)}
    assert len(ids) == 1


def test_what_a_parser_prints_or_reads_disturbs_nobody(workers: Workers) -> None:
    program = "print('x' * 9999); os.write(1, b'y'); sys.stdin.read(); found.append('good')"
    assert understand(workers, program) == ["good"]


def test_a_worker_knows_no_secret(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMTP_PASSWORD", "secret")
    assert understand(workers, "found.extend(os.environ.values())").count("secret") == 0


def test_an_adapter_gets_further_documents_and_they_are_noted(workers: Workers, site) -> None:
    site.answers["/more"] = site.says(200, "more")
    program = f"""
found.append(read('{site.url}/more'))
try:
    read('{site.url}/none')
except SourceError as error:
    found.append(error.message[-13:])
"""
    source = Source("s", "poison", "https://example.org/feed")
    document = Document(program.encode(), source.location)
    understood = workers.understand(source, document, HORIZON)
    assert [post.title for post in understood.posts] == ["more", "404 Not Found"]
    more, none = understood.gets
    assert more.asked == Asked(f"{site.url}/more", allow_private=True, scrape=False)
    assert len(more.hash) == 64
    assert none == Get(Asked(f"{site.url}/none", allow_private=True, scrape=False), "")


def test_waiting_for_a_document_is_not_the_sources_time(workers: Workers, site) -> None:
    import time

    def slow(request) -> None:
        time.sleep(2.2)
        site.says(200, "late")(request)

    site.answers["/slow"] = slow
    assert understand(workers, f"found.append(read('{site.url}/slow'))") == ["late"]
