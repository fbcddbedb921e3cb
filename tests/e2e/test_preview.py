"""`digest preview` as a user has it: a process of its own, a real browser, a hostile email."""

import http.client
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

POSTS = """\
First post

A summary of the first post, which says what it is about.

February 27, 2026 · 5 min · Ann
"""
HOSTILE = """<!doctype html><html lang="en"><head><meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="0;url=OUTSIDE/refresh">
<link rel="stylesheet" href="OUTSIDE/style.css">
<style>
@import "OUTSIDE/import.css";
body { margin: 0; background: #fff url(OUTSIDE/background.png) }
@media (prefers-color-scheme: dark) { body { background: #111 } }
</style></head><body>
<h1>Hostile</h1><a id="link" href="OUTSIDE/link">link</a>
<script>document.querySelector("h1").textContent = "ran"; fetch("OUTSIDE/fetch")</script>
<script src="OUTSIDE/script.js"></script>
<img src="OUTSIDE/pixel.gif" onerror="document.querySelector('h1').textContent = 'ran'">
<iframe src="OUTSIDE/frame"></iframe><object data="OUTSIDE/object"></object>
<form action="OUTSIDE/form"><button>send</button></form>
</body></html>"""


@pytest.fixture
def outside() -> Iterator[tuple[str, list[str]]]:
    """A server that stands for the world, and the paths it was asked for."""
    asked: list[str] = []

    class Sink(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"outside")

        def log_message(self, *_args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Sink) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


@pytest.fixture
def folder(newsletter) -> Path:
    """A newsletter with one built issue."""
    newsletter.capture("letters", POSTS, base_url="https://letters.example.org/")
    assert newsletter.run("build", "--month", "2026-02").code == 0
    return newsletter.folder


@pytest.fixture
def opened(folder) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The running command, and the address it told."""
    argv = [sys.executable, "-m", "digest", "-C", str(folder), "preview", "--port", "0"]
    with subprocess.Popen(argv, stdout=-1, stderr=-1, text=True) as process:
        assert process.stdout
        yield process, process.stdout.readline().strip()
        process.kill()


def test_address_is_told_and_answered(opened):
    _, url = opened
    host, path = re.fullmatch(r"http://(127\.0\.0\.1:\d+)(/i/2026-02)", url).groups()
    connection = http.client.HTTPConnection(host, timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    assert (answer.status, b"/frame/2026-02" in answer.read()) == (200, True)
    connection.close()


def test_ctrl_c_is_the_normal_end_even_with_a_browser_connected(opened):
    process, url = opened
    connection = http.client.HTTPConnection(url.split("/")[2], timeout=10)
    connection.request("GET", "/")
    assert connection.getresponse().status == 307
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=10)
    connection.close()
    assert (process.returncode, out, err) == (0, "", "")


def test_json_names_address_and_issue(folder):
    argv = [sys.executable, "-m", "digest", "--json", "-C", str(folder), "preview", "--port", "0"]
    with subprocess.Popen(argv, stdout=-1, stderr=-1, text=True) as process:
        assert process.stdout
        said = "".join(iter(process.stdout.readline, "}\n"))
        process.kill()
    assert re.search(r'"url": "http://127\.0\.0\.1:\d+/i/2026-02",\n  "issue": "2026-02"', said)


@pytest.mark.browser
def test_page_shows_the_email_at_both_widths_without_sideways_scrolling(opened, page):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(opened[1])
    for width in (375, 700):
        inside = page.frame_locator(f"iframe.w{width}")
        inside.get_by_role("heading", name="First post").wait_for()
        assert page.locator(f"iframe.w{width}").bounding_box()["width"] == width
        assert inside.locator("html").evaluate("e => [e.clientWidth, e.scrollWidth]") == [width] * 2
    assert page.locator("html").evaluate("e => e.scrollWidth - e.clientWidth") == 0


@pytest.mark.browser
def test_page_obeys_its_own_policy(opened, page):
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(opened[1], wait_until="networkidle")
    assert said == []
    assert page.locator("header").evaluate("e => getComputedStyle(e).display") == "flex"


@pytest.mark.browser
@pytest.mark.parametrize("browser_scheme", ["light", "dark"])
def test_scheme_is_the_one_chosen_whatever_the_browser_prefers(
    opened, folder, page, browser_scheme
):
    (folder / "issues/2026-02/issue.html").write_text(HOSTILE, "utf-8")
    page.emulate_media(color_scheme=browser_scheme)
    page.goto(opened[1])
    for name, colour in {"Dark": "rgb(17, 17, 17)", "Light": "rgb(255, 255, 255)"}.items():
        page.get_by_role("link", name=name, exact=True).click()
        body = page.frame_locator("iframe.w375").locator("body")
        assert body.evaluate("e => getComputedStyle(e).backgroundColor") == colour
    assert page.url.endswith("?view=html&w=both&scheme=light")


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/i/2026-02", "/frame/2026-02"])
def test_email_runs_no_script_and_reaches_nothing_outside(opened, folder, page, outside, path):
    world, asked = outside
    html = HOSTILE.replace("OUTSIDE", world)
    (folder / "issues/2026-02/issue.html").write_text(html, "utf-8")
    page.goto(opened[1].replace("/i/2026-02", path), wait_until="networkidle")
    email = page.frame_locator("iframe.w700") if path.startswith("/i") else page
    assert email.locator("h1").text_content() == "Hostile"
    assert email.locator("h1").evaluate("() => self.origin") == "null"
    email.get_by_role("button", name="send").click()
    assert asked == []


@pytest.mark.browser
def test_link_of_the_email_opens_a_tab_that_knows_nothing_of_the_preview(
    opened, folder, page, outside
):
    world, asked = outside
    html = HOSTILE.replace("OUTSIDE/link", f"{world}/link")
    (folder / "issues/2026-02/issue.html").write_text(html, "utf-8")
    page.goto(opened[1])
    with page.context.expect_page() as popup:
        page.frame_locator("iframe.w375").locator("#link").click()
    assert popup.value.evaluate("window.opener") is None
    assert page.frame_locator("iframe.w375").locator("h1").text_content() == "Hostile"
    assert "/link" in asked


@pytest.mark.browser
def test_downloads_are_the_files_of_the_issue(opened, folder, page):
    page.goto(opened[1])
    for kind in ("html", "txt", "eml"):
        with page.expect_download() as saved:
            page.get_by_role("link", name=re.compile(f"^{kind} ")).click()
        file = folder / "issues/2026-02" / f"issue.{kind}"
        assert saved.value.suggested_filename == f"2026-02.{kind}"
        assert Path(saved.value.path()).read_bytes() == file.read_bytes()
