"""Events: who hears what, and that nobody is kept."""

import asyncio
import http.client
import json
import time
from concurrent.futures import ThreadPoolExecutor

from digest.preview import hub as hubs
from digest.preview.hub import HELLO, PING, Hub, message
from tests.preview.conftest import serving


def run(coroutine):
    """What it gives, in a thread of its own: a browser test before this one leaves its loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


async def heard(hub, count, issue="2026-02"):
    """The first messages of a page that listens from now on."""
    found = []
    async for said in hub.listen(issue, {"build": "b"}):
        found.append(said)
        if len(found) == count:
            break
    return found


def test_every_page_hears_what_is_told_after_it_came():
    async def main():
        hub = Hub()
        hub.tell("build-start", {"id": "too early"})
        pages = [asyncio.create_task(heard(hub, 2)) for _ in range(3)]
        await asyncio.sleep(0)
        await asyncio.to_thread(hub.tell, "build-ok", {"id": "2026-02"})
        return await asyncio.gather(*pages)

    hello = HELLO + message("hello", {"build": "b"})
    for page in run(main()):
        assert page == [hello, message("build-ok", {"id": "2026-02"})]


def test_issues_are_shown_while_somebody_looks_at_them_or_did_lately():
    async def main():
        hub, shown = Hub(), []
        for issue in ("2026-01", "2026-02", "2026-03", "2026-04", "2026-02"):
            page = hub.listen(issue, {})
            await anext(page)
            shown.append(hub.shown)
            await page.aclose()
        return shown[0], hub.shown

    assert run(main()) == ({"2026-01"}, {"2026-02", "2026-03", "2026-04"})


def test_silence_is_filled_with_signs_of_life(monkeypatch):
    monkeypatch.setattr(hubs, "PING_S", 0.01)
    assert run(heard(Hub(), 3))[1:] == [PING, PING]


def test_goodbye_ends_every_page():
    async def main():
        hub = Hub()
        page = asyncio.create_task(heard(hub, 99))
        await asyncio.sleep(0)
        hub.close()
        return await page

    assert run(main())[-1] == message("bye", {})


def test_a_line_break_in_words_ends_no_event():
    said = message("build-error", {"message": "a\n\nevent: x\r\n"})
    assert said.count(b"\n") == 3
    assert json.loads(said.split(b"data: ")[1]) == {"message": "a\n\nevent: x\r\n"}


def test_events_come_over_http_and_the_server_ends_with_a_page_open():
    with serving() as served:
        connection = http.client.HTTPConnection("127.0.0.1", served.client.port, timeout=10)
        connection.request("GET", "/events?id=2026-02")
        answer = connection.getresponse()
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert answer.headers["cache-control"] == "no-store"
        hello = b"".join(answer.readline() for _ in range(5))
        assert b'"build": "build-1", "readonly": false' in hello
        served.hub.tell("issues", {})
        assert answer.readline() == b"event: issues\n"
        begun = time.monotonic()
    assert time.monotonic() - begun < 5  # a page that is not let go would keep it for ever
    assert answer.read().endswith(b"event: bye\ndata: {}\n\n")
    connection.close()


def test_an_unknown_issue_listens_to_the_one_that_was_opened(ask, hub):
    connection = http.client.HTTPConnection("127.0.0.1", ask.port, timeout=10)
    connection.request("GET", "/events?id=..%2f..%2fx")
    connection.getresponse().readline()
    assert hub.shown == {"2026-02"}
    connection.close()
