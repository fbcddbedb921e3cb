"""A hostile email makes the browser connect to nobody, wherever it is shown."""

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.preview.served import ISSUE, Served, digest, email, is_live

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("noise")]

FRAMES = """<iframe src="OUTSIDE/1"></iframe><object data="OUTSIDE/2"></object>
<embed src="OUTSIDE/3"><IFRAME/src="OUTSIDE/4"></IFRAME>"""
HOSTILE = f"""<!doctype html><html lang="en"><head>
<link rel="preconnect" href="OUTSIDE"><link rel="dns-prefetch" href="OUTSIDE">
<meta http-equiv="refresh" content="0;url=OUTSIDE/5"></head><body><h1>Hostile</h1>
{FRAMES}<div><template shadowrootmode="open">{FRAMES}</template></div>
<iframe srcdoc="&lt;iframe src=OUTSIDE/6>"></iframe>
<video src="OUTSIDE/7" poster="OUTSIDE/8"></video><img src="OUTSIDE/9" alt="">
<!--><iframe src="OUTSIDE/10"></iframe>--><p>The end</p>
<noscript><iframe src="OUTSIDE/11"></iframe></noscript>
<svg><foreignObject><iframe src="OUTSIDE/12"></iframe></foreignObject>
<title><iframe src="OUTSIDE/13"></iframe></title></svg>
</body></html>"""


class Sink:
    """Takes connections and says nothing; `peers` are those that have come."""

    def __init__(self) -> None:
        self.peers: list[object] = []
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listening.getsockname()[1]}"

    def run(self) -> None:
        while True:
            try:
                connection, peer = self.listening.accept()
            except OSError:
                return
            with connection:
                self.peers.append(peer)


@pytest.fixture
def sink() -> Iterator[Sink]:
    sink = Sink()
    threading.Thread(target=sink.run, daemon=True).start()
    yield sink
    sink.listening.shutdown(socket.SHUT_RDWR)
    sink.listening.close()


@pytest.fixture
def hostile(still: Served, sink: Sink) -> Served:
    html = HOSTILE.replace("OUTSIDE", sink.url)
    (still.issue / "issue.html").write_text(html, "utf-8")
    return still


def in_the_page(hostile: Served, page: Page, query: str) -> None:
    page.goto(f"{hostile.url}{query}")
    is_live(page)
    expect(email(page).get_by_text("The end")).to_be_visible()


def by_itself(hostile: Served, page: Page, query: str) -> None:
    page.goto(f"{hostile.site}/frame/{ISSUE}{query}")
    expect(page.get_by_text("The end")).to_be_visible()


def in_a_file(hostile: Served, page: Page, query: str) -> None:
    del query
    file = hostile.folder / "page.html"
    digest(hostile.folder, "export", ISSUE, "--to", "page", "-o", str(file))
    page.goto(file.as_uri())
    light = page.frame_locator("#light iframe >> nth=1")
    expect(light.get_by_text("The end")).to_be_visible()


@pytest.mark.parametrize("images", ["local", "off"])
@pytest.mark.parametrize("show", [in_the_page, by_itself, in_a_file])
def test_nobody_is_connected_to(
    hostile: Served,
    page: Page,
    sink: Sink,
    show: Callable[[Served, Page, str], None],
    images: str,
):
    for scheme in ("light", "dark", "forced"):
        show(hostile, page, f"?images={images}&scheme={scheme}")
    assert sink.peers == []


def test_the_same_email_as_it_is_connects(sink: Sink, page: Page, tmp_path: Path):
    file = tmp_path / "email.html"
    policy = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">"
    html = HOSTILE.replace("OUTSIDE", sink.url).replace("<head>", f"<head>{policy}")
    file.write_text(html.replace('http-equiv="refresh"', ""), "utf-8")
    page.goto(file.as_uri())
    for _ in range(100):
        if sink.peers:
            break
        page.wait_for_timeout(50)
    assert sink.peers
